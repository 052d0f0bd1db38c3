import { parentPort } from 'node:worker_threads';
import { createHandler } from './handler.js';
import type { Reply, Request } from './protocol.js';

const handle = createHandler();

// One after the other: replies must come in the order of the requests.
let last = Promise.resolve();
parentPort?.on('message', (request: Request) => {
  last = last.then(async () => {
    const reply = await answer(request);
    parentPort?.postMessage(reply, transferables(reply));
  });
});

async function answer(request: Request): Promise<Reply> {
  try {
    return await handle(request);
  } catch (error) {
    return { done: 'error', error };
  }
}

function transferables(reply: Reply): ArrayBuffer[] {
  return reply.done === 'transform' ? [reply.result.frames.buffer, reply.result.audit.buffer, reply.result.keyHashes.buffer] : [];
}
