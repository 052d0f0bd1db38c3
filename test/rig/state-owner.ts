import { openEtcdState } from '../../src/lib/state/etcd/etcd-state.js';

/**
 * Owns a run and a lock and appends a line every few milliseconds until it is refused:
 * `state-owner.ts ADDRESS PREFIX RUN LOCK TTL_SECONDS`. Says on stdout `ready NUMBER`, `lock-lost CODE`, `lost CODE`, and at last
 * `refused CODE`.
 */
const [address = '', prefix = '', runId = '', lock = '', ttl = ''] = process.argv.slice(2);
const say = (...words: readonly string[]): void => void process.stdout.write(`${words.join(' ')}\n`);
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);

const state = await openEtcdState(address, { prefix, ttlSeconds: Number(ttl) });
const holder = { who: `owner ${String(process.pid)}`, runId, reason: 'a test' };
const held = await state.locks.acquire({ lock, holder, priority: 0 }, new AbortController().signal);
held.lost.addEventListener('abort', () => say('lock-lost', codeOf(held.lost.reason)));
const writer = await state.openJournal(runId, holder);
writer.lost.addEventListener('abort', () => say('lost', codeOf(writer.lost.reason)));
say('ready', String(held.number));
try {
  for (let count = 0; ; count += 1) {
    await writer.append(JSON.stringify({ by: 'owner', count }));
    if (count % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
} catch (error) {
  say('refused', codeOf(error));
}
await state.close();
