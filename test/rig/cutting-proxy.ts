import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** The next answer of the server is swallowed and its connection cut: the request arrived, the client cannot know. */
  cutNextAnswer(): void;
  readonly cuts: number;
  close(): Promise<void>;
}

/** A TCP proxy before a server on loopback that loses answers on demand. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let armed = false;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      // Small pieces are HTTP/2's own house-keeping (acknowledgements, pings), not yet the answer.
      if (armed && chunk.length > 60) {
        armed = false;
        cuts++;
        client.destroy();
        upstream.destroy();
      } else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutNextAnswer: () => {
      armed = true;
    },
    get cuts() {
      return cuts;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
