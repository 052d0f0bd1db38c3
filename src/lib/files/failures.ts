import { SkepError, isSkepError } from '../errors.js';

/** The SkepError for what the operating system answered to open, list or read; any other error is given back as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return notFound(path, error);
  if (code === 'EISDIR') return notAFile(path, error);
  return new SkepError('STORE_UNREADABLE', `${path}: cannot be read (${code})`, { cause: error });
}

export function notFound(path: string, cause?: unknown): SkepError {
  return new SkepError('STORE_NOT_FOUND', `${path}: no such file`, { cause });
}

export function notAFile(path: string, cause?: unknown): SkepError {
  return new SkepError('STORE_NOT_A_STORE', `${path}: a directory, where a file is meant`, { cause });
}

/** No space, no quota, or a file that may not grow further. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether the operating system said that there is no room. */
export function isFull(error: unknown): boolean {
  return FULL.has(systemCode(error) ?? '');
}

/** The SkepError for what the operating system answered to create, write, fsync or rename; any other error is given back. */
export function unwritable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  const reason = FULL.has(code) ? `the disk is full (${code})` : `cannot be written (${code})`;
  return new SkepError('STORE_UNWRITABLE', `${path}: ${reason}`, { cause: error });
}

/** The `code` of an error that the operating system gave (ENOSPC, EACCES, ...); undefined for every other error. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || isSkepError(error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
