import type { CarrySetup } from './setup.js';
import type { TransformedBatch } from './transform.js';

/** What the main thread tells a worker. Each message is answered by exactly one reply, in order. */
export type Request =
  | { readonly do: 'setup'; readonly setup: CarrySetup; readonly facts: readonly unknown[] }
  | { readonly do: 'observe'; readonly migration: number; readonly batch: ArrayBuffer }
  /** Asks for what this worker observed for one migration. */
  | { readonly do: 'facts'; readonly migration: number }
  | { readonly do: 'transform'; readonly batch: ArrayBuffer };

export type Reply =
  | { readonly done: 'setup' | 'observe' }
  | { readonly done: 'facts'; readonly facts: unknown }
  | { readonly done: 'transform'; readonly result: TransformedBatch }
  | { readonly done: 'error'; readonly error: unknown };
