import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/lib/clock.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import { directoryState } from '../../../src/lib/state/directory/directory-state.js';
import { describeStateStore } from './state-store-contract.js';

describeStateStore('a directory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'skep-state-'));
  const root = join(directory, 'skep');
  const openOne = () => directoryState({ root, files: nodeFiles, clock: systemClock, pollMs: 20 });
  return {
    store: openOne(),
    openAnother: async () => openOne(),
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
});
