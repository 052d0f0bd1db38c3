import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** Ports on 127.0.0.1 that are free at this moment; another process can take one before it is used, so callers try again. */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held at once, or the system may give the same one twice.
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
