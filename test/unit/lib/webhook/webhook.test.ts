import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SkepEvent } from '../../../../src/lib/events/event.js';
import { createWebhook } from '../../../../src/lib/webhook/webhook.js';

const SECRET = 'T0PS3CRET';
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function listen(status: number | 'silent'): Promise<{ readonly url: string; readonly bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (piece: Buffer) => bodies.push(piece.toString()));
    request.on('end', () => {
      if (status !== 'silent') response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${SECRET}?token=${SECRET}`, bodies };
}

const failed: SkepEvent = { code: 'step.failed', at: 0, runId: 'r', data: { step: 'a', title: 'a', message: 'boom' } };

describe('a webhook', () => {
  it.each([`http://example.org/${SECRET}`, `ftp://example.org/${SECRET}`, SECRET])('refuses %s without naming it', (url) => {
    expect(() => createWebhook(url, { onFailure: () => undefined })).toThrow(/no https/);
    expect(() => createWebhook(url, { onFailure: () => undefined })).not.toThrow(new RegExp(SECRET));
  });

  it('tells what somebody should know, and nothing else', async () => {
    const { url, bodies } = await listen(204);
    const failures: string[] = [];
    const webhook = createWebhook(url, { onFailure: (message) => failures.push(message) });
    webhook.tell({ code: 'step.started', at: 0, runId: 'r', data: { step: 'a', title: 'a', attempt: 1 } });
    for (let count = 0; count < 50; count += 1) webhook.tell(failed);
    await webhook.end();
    expect(bodies).toHaveLength(20);
    expect(failures).toEqual([]);
  });

  it.each([500, 302, 'silent'] as const)('never rejects, follows nowhere and hides its URL: %s', async (status) => {
    const { url } = await listen(status);
    const failures: string[] = [];
    const webhook = createWebhook(url, { onFailure: (message) => failures.push(message), timeoutMs: 200 });
    webhook.tell(failed);
    await webhook.end();
    expect(failures).toHaveLength(1);
    expect(failures[0]).not.toContain(SECRET);
  });
});
