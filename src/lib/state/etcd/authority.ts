import { randomUUID } from 'node:crypto';
import { SkepError } from '../../errors.js';
import type { StateKeys } from './keys.js';
import { type Kv, createdAt, look, put } from './kv.js';
import { parsed } from './runs.js';

/** Of the keys; a store with a higher one was made by a newer Skep. */
const FORMAT = 1;

/** The id that this store keeps for ever, made by the first who asks. @throws SkepError STATE_NEWER, STATE_CORRUPT */
export async function readAuthority(kv: Kv, keys: StateKeys): Promise<string> {
  const key = keys.authority;
  const mine = JSON.stringify({ format: FORMAT, id: randomUUID() });
  const outcome = await kv.change([createdAt(key, 0)], [put(key, mine), look(key)], [look(key)]);
  const entry = outcome.found(outcome.succeeded ? 1 : 0);
  const { format, id } = (parsed(entry?.value ?? Buffer.alloc(0), key) as { format?: unknown; id?: unknown } | null) ?? {};
  if (typeof format === 'number' && format > FORMAT) {
    throw new SkepError('STATE_NEWER', `run state: ${key} is of format ${format}, and this Skep knows ${FORMAT}`, {
      hints: ['use the Skep of those who made it, or a newer one'],
    });
  }
  if (typeof id !== 'string') throw new SkepError('STATE_CORRUPT', `run state: ${key} holds something that is not Skep's`);
  return id;
}
