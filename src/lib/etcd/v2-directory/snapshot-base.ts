import { Buffer } from 'node:buffer';
import { nanosecondsOf } from './go-time.js';
import { type ParsedNode, SnapshotSyntaxError, type SnapshotVisitor, unescapeInto } from './snapshot-parser.js';
import { type NodeFacts, type StoreNode, makeDirectory, makeFile } from './store-tree.js';
import type { Touched, TouchedPath } from './touched-paths.js';

interface Frame {
  readonly name: string;
  readonly facts: NodeFacts;
  readonly touched: TouchedPath | undefined;
  node: StoreNode | undefined;
  size: number;
}

/**
 * Picks out of a snapshot what the log needs to be applied: the nodes whose paths it names with all directories above them,
 * the nodes that it lets expire, and the cluster's members. All else is passed over.
 */
export class SnapshotBase implements SnapshotVisitor {
  #root: StoreNode | undefined;
  readonly #touched: Touched;
  readonly #frames: Frame[] = [];

  constructor(touched: Touched) {
    this.#touched = touched;
  }

  /** @throws SnapshotSyntaxError when the snapshot had no root directory */
  root(): StoreNode {
    if (this.#root === undefined) throw new SnapshotSyntaxError('the store has no root directory', 0);
    return this.#root;
  }

  enter(name: string, parsed: ParsedNode): boolean {
    const parent = this.#frames.at(-1);
    if (parent !== undefined) parent.size += 1;
    const touched = this.#touchedBelow(parent, name);
    const expires = this.#touched.expiresUntil > 0n && parsed.expires !== '' ? expiryOf(parsed) : 0n;
    const known = this.#isNeeded(parent, name, touched, expires);
    if (!known && this.#touched.expiresUntil === 0n) return false;
    this.#frames.push({
      name,
      facts: { created: parsed.created, modified: parsed.modified, expires },
      touched,
      node: undefined,
      size: 0,
    });
    if (known) this.#materialize(this.#frames.length - 1);
    return true;
  }

  leave(): void {
    const frame = this.#frames.pop();
    if (frame?.node !== undefined) frame.node.size = frame.size;
  }

  leaf(name: string, parsed: ParsedNode, raw: Buffer, escaped: boolean): void {
    const parent = this.#frames.at(-1);
    if (parent === undefined) throw new SnapshotSyntaxError('the root of the store is no directory', 0);
    parent.size += 1;
    const touched = this.#touchedBelow(parent, name);
    const expires = parsed.expires !== '' && (touched !== undefined || this.#touched.expiresUntil > 0n) ? expiryOf(parsed) : 0n;
    if (!this.#isNeeded(parent, name, touched, expires)) return;
    const facts: NodeFacts = { created: parsed.created, modified: parsed.modified, expires };
    const needsValue = touched?.needsValue === true || this.#frames[1]?.name === '0';
    makeFile(
      name,
      this.#materialize(this.#frames.length - 1),
      'snapshot',
      needsValue ? { ...facts, value: valueOf(raw, escaped) } : facts,
    );
  }

  #touchedBelow(parent: Frame | undefined, name: string): TouchedPath | undefined {
    return parent === undefined ? this.#touched.root : parent.touched?.children.get(name);
  }

  #isNeeded(parent: Frame | undefined, name: string, touched: TouchedPath | undefined, expires: bigint): boolean {
    if (touched !== undefined) return true;
    // The members' subtree is small, and whether a member's change was refused depends on all of it.
    if (this.#frames[1]?.name === '0' || (this.#frames.length === 1 && name === '0')) return true;
    return parent !== undefined && expires !== 0n && expires <= this.#touched.expiresUntil;
  }

  /** The tree's node for the directory at this depth, made with those above it when there is none yet. */
  #materialize(depth: number): StoreNode {
    const frame = this.#frames[depth];
    if (frame === undefined) throw new SnapshotSyntaxError('the root of the store is no directory', 0);
    if (frame.node === undefined) {
      const parent = depth === 0 ? undefined : this.#materialize(depth - 1);
      frame.node = makeDirectory(frame.name, parent, 'snapshot', frame.facts);
      if (parent === undefined) this.#root = frame.node;
    }
    return frame.node;
  }
}

function expiryOf(parsed: ParsedNode): bigint {
  const expires = nanosecondsOf(parsed.expires);
  if (expires === undefined) throw new SnapshotSyntaxError(`the expiry ${JSON.stringify(parsed.expires)}`, 0);
  return expires;
}

function valueOf(raw: Buffer, escaped: boolean): Buffer {
  const value = Buffer.from(raw);
  return escaped ? value.subarray(0, unescapeInto(raw, value, 0)) : value;
}
