import { openSource, openTarget } from '../../../src/lib/etcd/open.js';
import { createPool, runMigration } from '../../../src/lib/migrate/index.js';
import { dyingFiles } from '../../rig/dying-files.js';

/**
 * One migration in a process of its own: child.ts SOURCE TARGET STATE_DIR AUDIT DIE_AT RESUME. DIE_AT is the number of a disk
 * operation, or "written:N": as soon as N records are durable in the target. Prints, as JSON, how many disk operations it took
 * and how long.
 */
const PLAN_TIME = Date.parse('2026-11-22T05:00:00Z');
/** Small runs, so that even a small store is spilled in several pieces. */
const RUN_BYTES = 2 << 20;

const [source = '', target = '', stateDirectory = '', auditPath = '', dieAt = '0', resume = 'no'] = process.argv.slice(2);
const written = /^written:(\d+)$/.exec(dieAt)?.[1];
const dying = dyingFiles(written === undefined ? Number(dieAt) : 0);
process.stderr.write('began\n');
const started = Date.now();
const opened = await openSource(source);
await runMigration(
  {
    source: opened,
    target: await openTarget(target, { overwrite: resume === 'yes', files: dying.files }),
    from: '1.3',
    to: '1.9',
    prefix: '/registry',
    encoding: 'protobuf',
    keepExpired: true,
    stateDirectory,
    auditPath,
    resume: resume === 'yes',
  },
  {
    files: dying.files,
    runBytes: RUN_BYTES,
    createPool: () => createPool(0, undefined),
    now: () => PLAN_TIME,
    progress: ({ stage, records }) => {
      if (written !== undefined && stage === 'write' && records >= Number(written)) process.kill(process.pid, 'SIGKILL');
    },
  },
);
await opened.close();
process.stdout.write(JSON.stringify({ operations: dying.count(), milliseconds: Date.now() - started }));
process.exit(0);
