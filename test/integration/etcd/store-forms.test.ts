import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe } from 'vitest';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd, etcdctlBinary } from '../../rig/need.js';
import { openTarget } from '../../../src/lib/etcd/open.js';
import type { TargetRecord } from '../../../src/lib/ports/store.js';
import { assigned, type FormTraits, inPieces, type Place, storeContract } from './store-contract.js';

const run = promisify(execFile);

async function temporaryDirectory(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'skep-contract-'));
}

function filePlace(name: string): () => Promise<Place> {
  return async () => {
    const directory = await temporaryDirectory();
    return { location: join(directory, name), remove: () => rm(directory, { recursive: true }) };
  };
}

const FILE = { isLive: false, holdsAnyBytes: true, givesRevisions: true } as const;
const BACKEND: FormTraits = { ...FILE, form: 'backend', api: 'v3', tellsExpiry: false };
const DUMP: FormTraits = { ...FILE, form: 'dump', api: 'v3', tellsExpiry: false };

describe('files', () => {
  storeContract('backend file', { ...BACKEND, makePlace: filePlace('store.db') });
  storeContract('packed backend file', { ...BACKEND, makePlace: filePlace('store.db.gz') });
  storeContract('dump', { ...DUMP, makePlace: filePlace('store.jsonl') });
  storeContract('packed dump', { ...DUMP, makePlace: filePlace('store.jsonl.gz') });
});

describeWithEtcd('live stores', () => {
  let etcd: RunningEtcd;
  beforeAll(async () => {
    etcd = await startEtcd();
  });
  afterAll(() => etcd.stop());

  const emptyV3 = async (): Promise<void> => {
    const env = { ETCDCTL_API: '3', PATH: process.env['PATH'] };
    const { stdout } = await run(etcdctlBinary() ?? '', ['--endpoints', etcd.clientUrl, 'lease', 'list'], { env });
    for (const id of stdout.split('\n').slice(1).filter(Boolean)) {
      await run(etcdctlBinary() ?? '', ['--endpoints', etcd.clientUrl, 'lease', 'revoke', id], { env });
    }
    await run(etcdctlBinary() ?? '', ['--endpoints', etcd.clientUrl, 'del', '', '--from-key'], { env });
  };
  const emptyV2 = async (): Promise<void> => {
    const { node } = (await (await fetch(`${etcd.clientUrl}/v2/keys/`)).json()) as { node: { nodes?: { key: string }[] } };
    for (const { key } of node.nodes ?? [])
      await fetch(`${etcd.clientUrl}/v2/keys${encodeURI(key)}?recursive=true`, { method: 'DELETE' });
  };

  /** What a real etcd leaves that was stopped in order. */
  const fillDirectory = async (dataDir: string, records: readonly TargetRecord[]): Promise<void> => {
    const server = await startEtcd({ dataDir });
    const target = await openTarget(`etcd2://${server.endpoints}`);
    await target.write(inPieces(records), assigned(records));
    await target.close();
    await server.stop();
  };
  const DIRECTORY = {
    form: 'v2-directory',
    api: 'v2',
    isLive: false,
    holdsAnyBytes: false,
    givesRevisions: false,
    tellsExpiry: true,
  } as const;

  storeContract('v2 data directory', {
    ...DIRECTORY,
    makePlace: filePlace('data'),
    fill: (place, records) => fillDirectory(place.location, records),
  });

  storeContract('packed v2 data directory', {
    ...DIRECTORY,
    makePlace: filePlace('backup.tgz'),
    fill: async (place, records) => {
      const dataDir = `${place.location}.unpacked`;
      await fillDirectory(dataDir, records);
      await run('tar', ['-czf', place.location, '-C', dataDir, 'member']);
    },
  });

  storeContract('live etcd v3', {
    form: 'etcd3',
    api: 'v3',
    isLive: true,
    holdsAnyBytes: true,
    givesRevisions: false,
    tellsExpiry: true,
    makePlace: () => Promise.resolve({ location: `etcd3://${etcd.endpoints}`, remove: emptyV3 }),
  });

  storeContract('live etcd v2', {
    form: 'etcd2',
    api: 'v2',
    isLive: true,
    holdsAnyBytes: false,
    givesRevisions: false,
    tellsExpiry: true,
    makePlace: () => Promise.resolve({ location: `etcd2://${etcd.endpoints}`, remove: emptyV2 }),
  });
});
