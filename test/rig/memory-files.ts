import type { Files, FileStat, OpenFile } from '../../src/lib/ports/files.js';

export type FileOperation = 'open' | 'write' | 'truncate' | 'sync' | 'rename' | 'remove' | 'syncDirectory';

export interface MemoryFilesOptions {
  /** Called before each changing operation; what it throws is what the operation ends with. */
  readonly before?: (operation: FileOperation, path: string) => void;
}

interface Node {
  bytes: Buffer;
  length: number;
  readonly inode: number;
  mtimeMs: number;
}

/** The Files port in memory: enough of a file system for tests that count, break or corrupt. Directories are not kept. */
export class MemoryFiles implements Files {
  readonly #nodes = new Map<string, Node>();
  readonly #before: (operation: FileOperation, path: string) => void;
  #clock = 1;

  constructor(options: MemoryFilesOptions = {}) {
    this.#before = options.before ?? (() => {});
  }

  get paths(): readonly string[] {
    return [...this.#nodes.keys()].sort();
  }

  /** A copy of what the file holds. */
  bytesOf(path: string): Buffer {
    const node = this.#nodes.get(path);
    if (node === undefined) throw fault('ENOENT', path);
    return Buffer.from(node.bytes.subarray(0, node.length));
  }

  put(path: string, bytes: Uint8Array): void {
    const inode = this.#nodes.get(path)?.inode ?? this.#clock;
    this.#nodes.set(path, { bytes: Buffer.from(bytes), length: bytes.length, inode, mtimeMs: this.#clock++ });
  }

  async open(path: string, flags: 'r' | 'w' | 'wx' | 'a' | 'r+'): Promise<OpenFile> {
    if (flags !== 'r') this.#before('open', path);
    const exists = this.#nodes.has(path);
    if (!exists && (flags === 'r' || flags === 'r+')) throw fault('ENOENT', path);
    if (exists && flags === 'wx') throw fault('EEXIST', path);
    if (!exists || flags === 'w') this.put(path, new Uint8Array());
    const node = this.#nodes.get(path);
    if (node === undefined) throw fault('ENOENT', path);
    return this.#openFile(path, node, flags);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#before('rename', to);
    const node = this.#nodes.get(from);
    if (node === undefined) throw fault('ENOENT', from);
    this.#nodes.delete(from);
    this.#nodes.set(to, node);
  }

  async remove(path: string): Promise<void> {
    this.#before('remove', path);
    this.#nodes.delete(path);
  }

  async makeDirectory(): Promise<void> {}

  async removeDirectory(path: string): Promise<void> {
    for (const name of this.paths) if (name.startsWith(`${path}/`)) this.#nodes.delete(name);
  }

  async syncDirectory(path: string): Promise<void> {
    this.#before('syncDirectory', path);
  }

  async stat(path: string): Promise<FileStat | undefined> {
    const node = this.#nodes.get(path);
    return node === undefined ? undefined : statOf(node);
  }

  async list(path: string): Promise<readonly string[]> {
    return this.paths.filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1));
  }

  #openFile(path: string, node: Node, flags: string): OpenFile {
    let end = flags === 'a' ? node.length : 0;
    return {
      read: async (buffer, position) => node.bytes.copy(buffer, 0, position, Math.min(node.length, position + buffer.length)),
      write: async (buffer, position = end) => {
        this.#before('write', path);
        grow(node, position + buffer.length);
        node.bytes.set(buffer, position);
        node.mtimeMs = this.#clock++;
        end = position + buffer.length;
      },
      truncate: async (length) => {
        this.#before('truncate', path);
        grow(node, length);
        node.length = length;
      },
      sync: async () => {
        this.#before('sync', path);
      },
      stat: async () => statOf(node),
      close: async () => {},
    };
  }
}

/** An error as node's file system gives it. */
export function fault(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, syscall: 'open' });
}

function grow(node: Node, length: number): void {
  if (length > node.bytes.length) {
    const bytes = Buffer.alloc(Math.max(length, node.bytes.length * 2));
    node.bytes.copy(bytes, 0, 0, node.length);
    node.bytes = bytes;
  }
  node.length = Math.max(node.length, length);
}

function statOf(node: Node): FileStat {
  return { size: node.length, mtimeMs: node.mtimeMs, inode: node.inode, device: 1, isDirectory: false };
}
