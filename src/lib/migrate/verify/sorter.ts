/** What verify sorts with: records that need not fit into memory. The bytes given to `add` are copied. */
export interface Sorter {
  add(key: Uint8Array, payload: Uint8Array): Promise<void>;
  /** In the order of the keys' bytes; equal keys in the order in which they were added. Called once, after the last `add`. */
  sorted(): AsyncIterable<readonly { readonly key: Uint8Array; readonly payload: Uint8Array }[]>;
  close(): Promise<void>;
}

export type MakeSorter = (name: string) => Sorter;
