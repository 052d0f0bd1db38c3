import { describe, expect, it } from 'vitest';
import { takeRunLock } from '../../../../src/lib/migrate/run-lock.js';
import type { ProcessIdentity, Processes } from '../../../../src/lib/state/directory/processes.js';
import { MemoryFiles } from '../../../rig/memory-files.js';

const identity = (pid: number): ProcessIdentity => ({ host: 'here', pid, startTime: String(pid * 10), bootId: 'b' });
const processes = (pid: number, living: readonly number[]): Processes => ({
  self: () => Promise.resolve(identity(pid)),
  isAlive: (other) => Promise.resolve(living.includes(other.pid)),
});
const LOCK = '/runs/a.db.skep.lock';

describe('takeRunLock', () => {
  const take = (files: MemoryFiles, pid: number, living: readonly number[]) =>
    takeRunLock(files, '/runs/a.db.skep', 'a.db', processes(pid, living));

  it('lets one run in, and the next when it is over', async () => {
    const files = new MemoryFiles();
    const lock = await take(files, 1, [1, 2]);
    await expect(take(files, 2, [1, 2])).rejects.toMatchObject({
      code: 'MIGRATION_RUN_LOCKED',
      exitCode: 5,
      message: 'the run in /runs/a.db.skep is held by process 1 on here',
      details: { pid: 1, host: 'here', target: 'a.db' },
    });
    await lock.release();
    expect(files.paths).toEqual([]);
    await (await take(files, 2, [1, 2])).release();
  });

  it('takes over the lock of a process that has ended, and one that was torn', async () => {
    const files = new MemoryFiles();
    await take(files, 1, [1]);
    await take(files, 2, [2]);
    expect(files.paths).toEqual([LOCK]);
    expect(JSON.parse(files.bytesOf(LOCK).toString())).toMatchObject({ process: { pid: 2 } });
    files.put(LOCK, Buffer.from('{"proc'));
    await take(files, 3, [3]);
    expect(JSON.parse(files.bytesOf(LOCK).toString())).toMatchObject({ process: { pid: 3 } });
  });

  it('gives a lock back that somebody else took over first', async () => {
    const files = new MemoryFiles();
    await take(files, 1, [1]);
    const slow: Processes = {
      self: () => Promise.resolve(identity(3)),
      async isAlive(other) {
        if (other.pid !== 1) return true;
        // While the third process looks at the dead one, the second takes its place.
        await take(files, 2, [2]);
        return false;
      },
    };
    await expect(takeRunLock(files, '/runs/a.db.skep', 'a.db', slow)).rejects.toMatchObject({ details: { pid: 2 } });
    expect(files.paths).toEqual([LOCK]);
    expect(JSON.parse(files.bytesOf(LOCK).toString())).toMatchObject({ process: { pid: 2 } });
  });
});
