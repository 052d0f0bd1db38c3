import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';

/**
 * Runs the command, and kills it as soon as the pipe on its own standard input closes: the parent's death, however sudden,
 * closes it. `read` is a builtin, so that no third process lingers. A background command of sh gets no standard input of its
 * own, hence the copy on descriptor 3.
 */
const WATCHER = `exec 3<&0
"$@" </dev/null 3<&- &
child=$!
( read -r line <&3; kill -KILL $child 2>/dev/null ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $child
status=$?
kill $watcher 2>/dev/null
exit $status`;

const TAIL_BYTES = 4096;

/** A process that cannot outlive this one. */
export interface Child {
  /** What it writes to standard output and error. */
  readonly logFile: string;
  /** Resolves with the exit code once it has ended by itself or by `end`. */
  readonly exited: Promise<number>;
  hasExited(): boolean;
  /** The last lines of its log, for an error message. */
  tail(): Promise<string>;
  /** Kills it at once (nothing of a scratch process is worth an orderly stop) and waits until it is gone. */
  end(): Promise<void>;
}

/**
 * Starts `command` with only the given environment, its output going to `logFile`. It is in a session of its own, so that a
 * Ctrl-C in the terminal reaches the program, which then ends its children in order.
 */
export async function startChild(
  command: string,
  args: readonly string[],
  options: { readonly logFile: string; readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Child> {
  const log = await open(options.logFile, 'a', 0o600);
  const watcher = spawn('/bin/sh', ['-c', WATCHER, 'skep-watcher', command, ...args], {
    cwd: options.cwd,
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: options.cwd, ...options.env },
    stdio: ['pipe', log.fd, log.fd],
  });
  const exited = new Promise<number>((resolve) => {
    watcher.once('error', () => {
      resolve(127);
    });
    watcher.once('exit', (code) => {
      resolve(code ?? 128);
    });
  });
  await log.close();
  const hold = watcher.stdin;
  // The watcher may be gone before we let go of the pipe.
  hold?.on('error', () => undefined);
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  return {
    logFile: options.logFile,
    exited,
    hasExited: () => gone,
    tail: () => tailOf(options.logFile),
    async end() {
      hold?.end();
      await exited;
    },
  };
}

async function tailOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const buffer = Buffer.alloc(length);
    await handle.read(buffer, 0, length, size - length);
    const text = buffer.toString('utf8');
    // A cut first line says nothing.
    return size > length ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    await handle.close();
  }
}
