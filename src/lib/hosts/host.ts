import type { FencingToken } from '../ports/fencing.js';
import type { Host, HostCommand, HostResult } from '../ports/host.js';
import { withEnvironment } from './command-line.js';
import { Fence } from './fence.js';
import { RUN_SCRIPT } from './scripts.js';
import { runSupervised } from './supervised.js';
import type { Transport } from './transport.js';
import { unsuitable } from './unsuitable.js';

/** What Skep keeps on a host, and how it ends commands there. */
export interface HostOptions {
  /** Where the fence is kept; made with mode 0700 and owned by the user that runs the commands. /var/lib/skep by default. */
  readonly stateDirectory?: string;
  /** Between asking a command to end (TERM) and ending it (KILL). 5 by default. */
  readonly graceSeconds?: number;
}

/** The Host port over a way to start programs there. */
export function hostOver(name: string, transport: Transport, options: HostOptions = {}): Host {
  const { stateDirectory = '/var/lib/skep', graceSeconds = 5 } = options;
  const fence = new Fence({ host: name, transport, stateDirectory, graceSeconds });
  return {
    name,
    run: (command) => runPlain(name, transport, graceSeconds, command),
    runFenced: (token: FencingToken, command: HostCommand) => fence.run(token, command),
    adoptAuthority: (lock, authority, number) => fence.adopt(lock, authority, number),
    close: () => transport.close(),
  };
}

async function runPlain(host: string, transport: Transport, graceSeconds: number, command: HostCommand): Promise<HostResult> {
  const argv = withEnvironment(command.argv, command.env);
  const ending = await runSupervised(transport, {
    host,
    command,
    graceSeconds,
    argv: (nonce) => ['sh', '-c', RUN_SCRIPT, 'skep-run', nonce, String(graceSeconds), ...argv],
  });
  if (ending.word === 'ended' || ending.word === 'stopped') return ending.result;
  throw unsuitable(host, ending);
}
