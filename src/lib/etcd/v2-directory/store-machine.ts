import { Buffer } from 'node:buffer';
import { ExpiryHeap } from './expiry-heap.js';
import type { IndexClock } from './index-clock.js';
import { type Change, type MemberChange, type Request, peerUrlsOf } from './request.js';
import { type StoreNode, detach, makeDirectory, makeFile, pathNames } from './store-tree.js';

/** Before 2000 etcd takes an expiry for the zero time of a client written in JavaScript: the key lives for ever. */
const MIN_EXPIRES = 946_684_800_000_000_000n;

/** What a lookup finds: a node, nothing, or a file where a directory should be on the way. */
type Found = StoreNode | 'absent' | 'not-a-directory';

/**
 * Applies the log's entries to the tree as etcd's v2 store does (etcd 2.0 to 3.5). A request that etcd refused when it applied
 * it (a failed compare, a key that exists) changes nothing and takes no index.
 */
export class StoreMachine {
  readonly root: StoreNode;
  /** The latest time that the log tells, in nanoseconds since 1970; 0n while it told none. */
  lastTime = 0n;
  readonly #clock: IndexClock;
  readonly #expiring = new ExpiryHeap();

  constructor(root: StoreNode, clock: IndexClock) {
    this.root = root;
    this.#clock = clock;
    this.#watchExpiry(root);
  }

  apply(change: Change): void {
    if (change.what === 'member-change') this.#changeMember(change);
    else if (change.what === 'request') this.#request(change);
  }

  #request(request: Request): void {
    switch (request.method) {
      case 'PUT':
        this.#put(request);
        break;
      case 'POST':
        this.#create(this.#inOrderPath(request.path), request, false);
        break;
      case 'DELETE':
        if (request.prevIndex > 0 || request.prevValue.length > 0) this.#compareAndDelete(request);
        else this.#delete(request.path, request.dir || request.recursive, request.recursive);
        break;
      case 'SYNC':
        this.#expire(request.time);
        break;
      default: // QGET reads; anything else etcd refuses.
    }
  }

  #put(request: Request): void {
    const compares = request.prevIndex > 0 || request.prevValue.length > 0;
    if (request.prevExist === false) this.#create(request.path, request, false);
    else if (compares) this.#compareAndSwap(request);
    else if (request.prevExist === true) this.#update(request.path, request);
    else this.#set(request);
  }

  #set(request: Request): void {
    const found = this.#find(request.path);
    if (found === 'not-a-directory') return;
    if (!request.refresh) this.#create(request.path, request, true);
    else if (found !== 'absent') this.#create(request.path, { ...request, value: found.value ?? request.value }, true);
  }

  #create(path: string, what: Pick<Request, 'value' | 'dir' | 'expiration'>, replace: boolean): void {
    const names = pathNames(path);
    const name = names.pop();
    if (name === undefined || isReadOnly(names, name)) return;
    const parent = this.#deepestDirectory(names);
    if (parent === undefined) return;
    const old = depthOf(parent) === names.length ? parent.children?.get(name) : undefined;
    if (old !== undefined) {
      if (!replace || old.children !== undefined) return;
      detach(old);
    }
    const index = this.#clock.next();
    const expires = what.expiration < MIN_EXPIRES ? 0n : what.expiration;
    const facts = { created: index, modified: index, expires };
    const directory = this.#makeDirectories(parent, names, index);
    const node = what.dir
      ? makeDirectory(name, directory, 'log', facts)
      : makeFile(name, directory, 'log', { ...facts, value: what.value });
    directory.size += 1;
    if (expires !== 0n) this.#expiring.push(node);
  }

  #update(path: string, { value, refresh, expiration }: Pick<Request, 'value' | 'refresh' | 'expiration'>): void {
    const node = this.#writable(path);
    if (node === undefined || (node.children !== undefined && value.length > 0)) return;
    const index = this.#clock.next();
    // A directory has no value, and etcd leaves its modifiedIndex as it is.
    if (node.children === undefined) write(node, refresh ? node.value : value, index);
    this.#setExpiry(node, expiration);
  }

  #compareAndSwap(request: Request): void {
    const node = this.#writable(request.path);
    if (node === undefined || !this.#matches(node, request)) return;
    write(node, request.refresh ? node.value : request.value, this.#clock.next());
    this.#setExpiry(node, request.expiration);
  }

  #compareAndDelete(request: Request): void {
    const node = this.#find(request.path);
    if (typeof node === 'string' || !this.#matches(node, request)) return;
    this.#clock.next();
    detach(node);
  }

  #delete(path: string, dir: boolean, recursive: boolean): void {
    const node = this.#writable(path);
    if (node === undefined) return;
    if (node.children !== undefined && (!dir || (node.size > 0 && !recursive))) return;
    this.#clock.next();
    detach(node);
  }

  /** Each node that expires takes an index, also one whose directory expires in the same moment, if it is the earlier one. */
  #expire(until: bigint): void {
    if (until > this.lastTime) this.lastTime = until;
    for (let node = this.#expiring.popExpired(until); node !== undefined; node = this.#expiring.popExpired(until)) {
      this.#clock.next();
      detach(node);
    }
  }

  /** A file whose value and index are those that the request wants to find. */
  #matches(node: StoreNode, { prevValue, prevIndex }: Request): boolean {
    if (node.children !== undefined) return false;
    if (prevValue.length > 0 && node.value?.equals(prevValue) !== true) return false;
    return prevIndex === 0 || this.#clock.matches(node.modified, prevIndex);
  }

  #setExpiry(node: StoreNode, expires: bigint): void {
    node.expires = expires;
    node.changed = true;
    if (expires !== 0n) this.#expiring.push(node);
  }

  #changeMember({ change, memberId, peerUrls, promote }: MemberChange): void {
    const member = `/0/members/${memberId}`;
    const attributes = Buffer.from(JSON.stringify({ peerURLs: peerUrls }));
    const value = { value: attributes, dir: false, expiration: 0n, refresh: false };
    const exists = typeof this.#find(member) !== 'string';
    const taken = this.#isPeerUrlTaken(memberId, peerUrls);
    if (change === 'remove') {
      if (!exists) return;
      this.#delete(member, true, true);
      this.#create(`/0/removed_members/${memberId}`, { ...value, value: Buffer.alloc(0) }, false);
    } else if (change === 'update' || promote) {
      if (exists && !taken) this.#update(`${member}/raftAttributes`, value);
    } else if (!exists && !taken && this.#find(`/0/removed_members/${memberId}`) === 'absent') {
      this.#create(`${member}/raftAttributes`, value, false);
    }
  }

  #isPeerUrlTaken(memberId: string, peerUrls: readonly string[]): boolean {
    const members = this.#find('/0/members');
    if (typeof members === 'string' || members.children === undefined) return false;
    for (const member of members.children.values()) {
      const attributes = member.children?.get('raftAttributes')?.value;
      if (member.name === memberId || attributes === undefined) continue;
      if (peerUrlsOf(attributes).some((url) => peerUrls.includes(url))) return true;
    }
    return false;
  }

  #inOrderPath(path: string): string {
    return `${path}/${String(this.#clock.index(this.#clock.counted) + 1).padStart(20, '0')}`;
  }

  #writable(path: string): StoreNode | undefined {
    const names = pathNames(path);
    const name = names.pop();
    if (name === undefined || isReadOnly(names, name)) return undefined;
    const found = this.#find(path);
    return typeof found === 'string' ? undefined : found;
  }

  #find(path: string): Found {
    let node = this.root;
    for (const name of pathNames(path)) {
      if (node.children === undefined) return 'not-a-directory';
      const child = node.children.get(name);
      if (child === undefined) return 'absent';
      node = child;
    }
    return node;
  }

  /** The deepest directory on the way that exists; undefined when a file is in the way. */
  #deepestDirectory(names: readonly string[]): StoreNode | undefined {
    let node = this.root;
    for (const name of names) {
      const child = node.children?.get(name);
      if (child === undefined) break;
      if (child.children === undefined) return undefined;
      node = child;
    }
    return node;
  }

  #makeDirectories(deepest: StoreNode, names: readonly string[], index: number): StoreNode {
    let node = deepest;
    for (const name of names.slice(depthOf(deepest))) {
      node.size += 1;
      node = makeDirectory(name, node, 'log', { created: index, modified: index, expires: 0n });
    }
    return node;
  }

  #watchExpiry(node: StoreNode): void {
    if (node.expires !== 0n) this.#expiring.push(node);
    if (node.children !== undefined) for (const child of node.children.values()) this.#watchExpiry(child);
  }
}

function write(node: StoreNode, value: Buffer | undefined, index: number): void {
  node.value = value;
  node.modified = index;
  node.changed = true;
}

/** The root and the roots of the two subtrees. */
function isReadOnly(parents: readonly string[], name: string): boolean {
  return parents.length === 0 && (name === '0' || name === '1');
}

function depthOf(node: StoreNode): number {
  let depth = 0;
  for (let at = node.parent; at !== undefined; at = at.parent) depth += 1;
  return depth;
}
