/**
 * 50,000 records into a live etcd v3: `StoreTarget.write`, which guards and checks every transaction, and a bare loop of the same
 * transactions through the etcd3 package, one after the other. A fresh etcd each time.
 */
import { Etcd3 } from 'etcd3';
import { openTarget } from '../../src/lib/etcd/open.js';
import { batchesOf, DEFAULT_REQUEST_BYTES } from '../../src/lib/etcd/v3-grpc/transaction-batches.js';
import type { TargetRecord } from '../../src/lib/ports/store.js';
import { startEtcd } from '../rig/etcd.js';
import { median } from './child-usage.js';
import { growGolden } from './grow-golden.js';

const KEYS = 50_000;
const ROUNDS = 3;
const PIECE = 1000;

const records: TargetRecord[] = [...growGolden(KEYS)].map(({ key, value }) => ({ key, value }));
const seconds: Record<'skep' | 'bare', number[]> = { skep: [], bare: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  seconds.bare.push(await withEtcd(bareLoop));
  seconds.skep.push(await withEtcd(throughTarget));
}
const [skep, bare] = [KEYS / median(seconds.skep), KEYS / median(seconds.bare)];
process.stdout.write(`${KEYS.toLocaleString('en')} keys of the golden 1.3 data; medians of ${String(ROUNDS)} alternating rounds, a fresh etcd each.

| writer | keys/s |
|---|---:|
| bare loop of the same transactions | ${Math.round(bare).toLocaleString('en')} |
| \`skep\`, guarded and checked | ${Math.round(skep).toLocaleString('en')} |

That is ${String(Math.round((skep / bare) * 100))} % of the bare loop.
`);

async function withEtcd(write: (endpoint: string) => Promise<void>): Promise<number> {
  const etcd = await startEtcd();
  try {
    const started = performance.now();
    await write(etcd.endpoints);
    return (performance.now() - started) / 1000;
  } finally {
    await etcd.stop();
  }
}

async function throughTarget(endpoint: string): Promise<void> {
  const target = await openTarget(`etcd3://${endpoint}`);
  await target.write(pieces(), { revisions: 'assigned', firstRevision: 1, leases: [] });
  await target.close();
}

async function bareLoop(endpoint: string): Promise<void> {
  const client = new Etcd3({ hosts: [`http://${endpoint}`] });
  for await (const batch of batchesOf(pieces(), DEFAULT_REQUEST_BYTES, endpoint)) {
    const success = batch.records.map(({ key, value }) => ({
      request_put: { key: Buffer.from(key), value: Buffer.from(value) },
    }));
    await client.kv.txn({ success });
  }
  client.close();
}

async function* pieces(): AsyncGenerator<TargetRecord[]> {
  for (let at = 0; at < records.length; at += PIECE) yield await Promise.resolve(records.slice(at, at + PIECE));
}
