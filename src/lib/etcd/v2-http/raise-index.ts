import { type Etcd2Answer, Etcd2AnswerError, ETCD2_ERROR, type Etcd2Client, readBody, unreachable } from './client.js';

/** Hidden, so that no listing shows it while it is there. */
const KEY = '/_skep-raise-index';
/** Only the number of writes counts, not their order, and etcd syncs many of them to disk together. */
const AT_ONCE = 8;
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Brings the index of a live etcd up to `index` by writes to one hidden key, and deletes the key: the deletion makes the last
 * step. v2 has no guard that would stop a request that arrives twice, so after a lost connection the index can stand higher
 * by as many as were under way. Killed in between, the next call goes on from where the store stands.
 */
export async function raiseIndex(client: Etcd2Client, location: string, index: number, signal?: AbortSignal): Promise<void> {
  const read = async (answer: Etcd2Answer): Promise<Etcd2Answer> => {
    await readBody(answer.body, MAX_ANSWER_BYTES, client.timeoutMs).catch((error: unknown) => {
      throw unreachable(location, error);
    });
    return answer;
  };
  const stand = async (): Promise<number> => (await orAbsent(client.get(KEY, signal).then(read))).index;
  const put = (): Promise<Etcd2Answer> => client.put(KEY, { value: '' }, signal).then(read);
  const remove = (): Promise<Pick<Etcd2Answer, 'index'>> => orAbsent(client.delete(KEY, signal).then(read));
  let left = index - 1 - (await stand());
  const worker = async (): Promise<void> => {
    while (left-- > 0) await put();
  };
  const workers = Array.from({ length: Math.min(AT_ONCE, Math.max(0, left)) }, worker);
  await Promise.all(workers).catch(async (error: unknown) => {
    left = 0; // the others end with the request that they have under way
    await Promise.allSettled(workers);
    throw error;
  });
  await remove();
  if ((await stand()) >= index) return;
  // One step was to go and there was no key: a put makes it, and its deletion one more.
  await put();
  await remove();
}

/** An absent key's answer tells the index as well. */
async function orAbsent(answer: Promise<Etcd2Answer>): Promise<Pick<Etcd2Answer, 'index'>> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Etcd2AnswerError && error.errorCode === ETCD2_ERROR.keyNotFound) return error.answer;
    throw error;
  }
}
