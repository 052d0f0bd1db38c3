import { sshHost } from '../../src/lib/hosts/ssh/ssh-host.js';
import { isSkepError } from '../../src/lib/errors.js';

/**
 * A run that believes in its right: `fenced-run CONFIG HOME STATE LOG NUMBER` runs fenced commands on the host "alpha", each of which writes
 * its number into LOG while it runs, and says on stdout how each ended, until one is refused twice.
 */
const [configFile = '', home = '', stateDirectory = '', log = '', number = ''] = process.argv.slice(2);
const host = sshHost({
  host: 'alpha',
  configFile,
  home,
  stateDirectory,
  environment: { PATH: process.env['PATH'] ?? '' },
  graceSeconds: 1,
});
const token = { lock: 'cluster', authority: 'store', number: Number(number) };
const script =
  'echo "start $1" >>"$0"; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1; echo "run $1" >>"$0"; done; echo "end $1" >>"$0"';
let refused = 0;
while (refused < 2) {
  try {
    const { exitCode } = await host.runFenced(token, { argv: ['sh', '-c', script, log, number], timeoutMs: 60_000 });
    process.stdout.write(`done ${String(exitCode)}\n`);
  } catch (error) {
    process.stdout.write(`${isSkepError(error) ? error.code : String(error)}\n`);
    refused++;
  }
}
await host.close();
