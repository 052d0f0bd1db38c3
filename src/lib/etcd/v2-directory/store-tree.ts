import type { Buffer } from 'node:buffer';

/**
 * A node of the v2 store that the log touches, or that stands above one. The rest of the store stays in the snapshot: a
 * directory from there has only some of its children here, and `size` counts all.
 */
export interface StoreNode {
  readonly name: string;
  readonly parent: StoreNode | undefined;
  /** Counted indexes (see IndexClock). */
  created: number;
  modified: number;
  /** Nanoseconds since 1970; 0n: never. */
  expires: bigint;
  /** Of a file; undefined while it need not be known because the log does not change it. */
  value: Buffer | undefined;
  /** Only of a directory. */
  children: Map<string, StoreNode> | undefined;
  size: number;
  /** Names of children that the snapshot has and that are gone, or there anew as nodes of the log. */
  masked: Set<string> | undefined;
  readonly origin: 'snapshot' | 'log';
  /** A node of the snapshot that the log gave another value or expiry. */
  changed: boolean;
  /** False once it is removed from the tree. */
  attached: boolean;
}

export interface NodeFacts {
  readonly created: number;
  readonly modified: number;
  readonly expires: bigint;
  readonly value?: Buffer;
}

/** A directory; the parent's `size` is not touched. */
export function makeDirectory(
  name: string,
  parent: StoreNode | undefined,
  origin: StoreNode['origin'],
  facts: NodeFacts,
): StoreNode {
  return attach({ ...blank(name, parent, origin, facts), children: new Map() });
}

/** A file; the parent's `size` is not touched. */
export function makeFile(name: string, parent: StoreNode, origin: StoreNode['origin'], facts: NodeFacts): StoreNode {
  return attach({ ...blank(name, parent, origin, facts), value: facts.value });
}

function blank(name: string, parent: StoreNode | undefined, origin: StoreNode['origin'], facts: NodeFacts): StoreNode {
  return {
    ...{ name, parent, origin, created: facts.created, modified: facts.modified, expires: facts.expires },
    ...{ value: undefined, children: undefined, size: 0, masked: undefined, changed: false, attached: true },
  };
}

function attach(node: StoreNode): StoreNode {
  node.parent?.children?.set(node.name, node);
  return node;
}

/** Takes a node and all below it out of the tree. */
export function detach(node: StoreNode): void {
  const { parent } = node;
  if (parent !== undefined) {
    parent.children?.delete(node.name);
    parent.size -= 1;
    if (node.origin === 'snapshot') (parent.masked ??= new Set()).add(node.name);
  }
  markDetached(node);
}

function markDetached(node: StoreNode): void {
  node.attached = false;
  if (node.children !== undefined) for (const child of node.children.values()) markDetached(child);
}

/** The store before its first entry, when there is no snapshot. */
export function emptyStore(): StoreNode {
  const facts = { created: 0, modified: 0, expires: 0n };
  const root = makeDirectory('', undefined, 'log', facts);
  for (const name of ['0', '1']) makeDirectory(name, root, 'log', facts);
  root.size = 2;
  return root;
}

/** The path's components; empty ones, `.` and `..` are resolved as Go's path.Clean does. */
export function pathNames(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}
