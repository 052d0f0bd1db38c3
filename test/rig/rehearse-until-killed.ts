import { openSource, openTarget } from '../../src/lib/etcd/open.js';
import { rehearse } from '../../src/lib/shadow/rehearse.js';

/**
 * A rehearsal that stops dead as soon as its servers run, for tests that kill it:
 * `rehearse-until-killed.ts SNAPSHOT APISERVER ETCD SCRATCH_BASE`. Says "ready" on stdout before it stops.
 */
const [snapshot = '', apiserver = '', etcd = '', scratchBase = ''] = process.argv.slice(2);
await rehearse(
  {
    target: await openSource(snapshot),
    backendFile: snapshot,
    release: '1.20',
    apiserver,
    etcd,
    prefix: '/registry/',
    scratchBase,
    onEvent(event) {
      if (event.type !== 'ready') return;
      process.stdout.write('ready\n', () => undefined);
      // Nothing runs in this process any more, not even a handler: only its death is left.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  },
  { openSource: (location) => openSource(location), openTarget: (location) => openTarget(location) },
);
