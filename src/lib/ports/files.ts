/**
 * The Files port: the few file operations on which durability rests. Types only. Everything that must survive a kill writes
 * through it, so that a test can end the process at every single write, fsync and rename.
 * Errors are node's own (`code` ENOSPC, EACCES, ...); callers turn them into a SkepError that names the file.
 */
export interface Files {
  /** flags as in node:fs: 'r', 'w' (truncate), 'wx' (must not exist), 'a', 'r+'. New files get `mode`, 0600 by default. */
  open(path: string, flags: 'r' | 'w' | 'wx' | 'a' | 'r+', mode?: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is not there is no error. */
  remove(path: string): Promise<void>;
  /** Makes a directory and its parents, each 0700; one that is there is no error. */
  makeDirectory(path: string): Promise<void>;
  /** Removes a directory with all that is in it; one that is not there is no error. */
  removeDirectory(path: string): Promise<void>;
  /** Makes a rename or a new name in this directory durable. */
  syncDirectory(path: string): Promise<void>;
  /** undefined when there is nothing of that name. */
  stat(path: string): Promise<FileStat | undefined>;
  list(path: string): Promise<readonly string[]>;
}

export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly inode: number;
  readonly device: number;
  readonly isDirectory: boolean;
}

export interface OpenFile {
  /** Reads up to `buffer.length` bytes at `position`; returns how many came (0 at the end). */
  read(buffer: Uint8Array, position: number): Promise<number>;
  /** Writes all of `buffer` at `position`, or behind the last write when none is given. */
  write(buffer: Uint8Array, position?: number): Promise<void>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<FileStat>;
  close(): Promise<void>;
}
