import { SkepError, isSkepError } from '../../errors.js';

/** The `code` of an error that the operating system gave (ENOSPC, EACCES, ...); undefined for every other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || isSkepError(error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The SkepError for what the operating system answered to create, write, fsync or rename; any other error is given back. */
export function stateUnwritable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  const reason = full ? `the disk is full (${code})` : `cannot be written (${code})`;
  const hint = full ? 'make room there, then resume the run' : 'let XDG_STATE_HOME name a directory that can be written';
  return new SkepError('STATE_UNWRITABLE', `run state ${path}: ${reason}`, { cause: error, hints: [hint] });
}

/** The SkepError for what the operating system answered to open, list or read; any other error is given back. */
export function stateUnreadable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  return new SkepError('STATE_UNREADABLE', `run state ${path}: cannot be read (${code})`, { cause: error });
}

/** Does what writes below `path`, with the operating system's refusals as STATE_UNWRITABLE. */
export async function writing<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw stateUnwritable(path, error);
  }
}

/** Does what reads below `path`, with the operating system's refusals as STATE_UNREADABLE. */
export async function reading<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw stateUnreadable(path, error);
  }
}
