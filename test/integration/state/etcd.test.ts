import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { openEtcdState } from '../../../src/lib/state/etcd/etcd-state.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd } from '../../rig/need.js';
import { describeStateStore } from './state-store-contract.js';

describeWithEtcd('the contract of state stores', () => {
  let etcd: RunningEtcd;
  beforeAll(async () => {
    etcd = await startEtcd();
  });
  afterAll(() => etcd.stop());

  describeStateStore('an etcd', async () => {
    const prefix = `/skep-${randomUUID()}/`;
    const openOne = () => openEtcdState(`etcd3://${etcd.endpoints}`, { prefix, ttlSeconds: 5 });
    return { store: await openOne(), openAnother: openOne, dispose: () => Promise.resolve() };
  });
});
