import { parentPort } from 'node:worker_threads';
import { createHandler } from './handler.js';
import type { Reply, Request } from './protocol.js';

const handle = createHandler();

parentPort?.on('message', (request: Request) => {
  const reply = answer(request);
  parentPort?.postMessage(reply, transferables(reply));
});

function answer(request: Request): Reply {
  try {
    return handle(request);
  } catch (error) {
    return { done: 'error', error };
  }
}

function transferables(reply: Reply): ArrayBuffer[] {
  return reply.done === 'transform' ? [reply.result.frames.buffer, reply.result.audit.buffer] : [];
}
