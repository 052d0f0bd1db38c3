import { Worker } from 'node:worker_threads';
import { createHandler } from './handler.js';
import type { Reply, Request } from './protocol.js';
import type { CarrySetup } from './setup.js';
import type { TransformedBatch } from './transform.js';

/** Where batches are transformed: in worker threads, or inline where starting threads would cost more than it saves. */
export interface TransformPool {
  setup(setup: CarrySetup, facts: readonly unknown[]): Promise<void>;
  /** Shows all batches to one migration; returns what each worker observed, to be merged. */
  observe(migration: number, batches: AsyncIterable<ArrayBuffer>): Promise<unknown[]>;
  /** Results in the order of the batches; at most a few batches are under way. */
  transform(batches: AsyncIterable<ArrayBuffer>): AsyncGenerator<TransformedBatch>;
  close(): Promise<void>;
}

interface Lane {
  ask(request: Request): Promise<Reply>;
  close(): Promise<void>;
}

/** `entry` is the compiled worker module; 0 threads (or no entry) works inline. */
export function createPool(threads: number, entry: URL | undefined): TransformPool {
  const lanes = entry === undefined || threads === 0 ? [inlineLane()] : Array.from({ length: threads }, () => threadLane(entry));
  // One batch being worked on and one waiting a lane: the lane never idles, and memory stays bounded.
  const limit = lanes.length * 2;

  return {
    async setup(setup, facts) {
      await Promise.all(lanes.map((lane) => lane.ask({ do: 'setup', setup, facts })));
    },
    async observe(migration, batches) {
      const replies = mapOrdered(batches, limit, lanes, (batch) => ({ do: 'observe', migration, batch }));
      while ((await replies.next()).done !== true);
      const answers = await Promise.all(lanes.map((lane) => lane.ask({ do: 'facts', migration })));
      return answers.map((reply) => (reply.done === 'facts' ? reply.facts : undefined));
    },
    async *transform(batches) {
      for await (const reply of mapOrdered(batches, limit, lanes, (batch) => ({ do: 'transform', batch }))) {
        if (reply.done === 'transform') yield reply.result;
      }
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

async function* mapOrdered(
  batches: AsyncIterable<ArrayBuffer>,
  limit: number,
  lanes: readonly Lane[],
  request: (batch: ArrayBuffer) => Request,
): AsyncGenerator<Reply> {
  const underWay: Promise<Reply>[] = [];
  let next = 0;
  for await (const batch of batches) {
    const lane = lanes[next % lanes.length];
    next += 1;
    if (lane === undefined) break;
    const reply = lane.ask(request(batch));
    // The failure is reported where the reply is awaited; until then it must not count as unhandled.
    reply.catch(() => undefined);
    underWay.push(reply);
    const first = underWay.length >= limit ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const reply of underWay) yield await reply;
}

function inlineLane(): Lane {
  const handle = createHandler();
  return {
    ask: handle,
    close: () => Promise.resolve(),
  };
}

function threadLane(entry: URL): Lane {
  const worker = new Worker(entry);
  const waiting: { resolve: (reply: Reply) => void; reject: (error: unknown) => void }[] = [];
  worker.on('message', (reply: Reply) => {
    const first = waiting.shift();
    if (reply.done === 'error') first?.reject(reply.error);
    else first?.resolve(reply);
  });
  const fail = (error: unknown): void => {
    for (const pending of waiting.splice(0)) pending.reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', (code) => {
    fail(new Error(`a worker thread ended with code ${String(code)}`));
  });
  return {
    ask(request) {
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(request, 'batch' in request ? [request.batch] : []);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}
