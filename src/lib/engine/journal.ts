import { z } from 'zod';
import { SkepError } from '../errors.js';
import type { JournalEntry } from '../ports/state-store.js';
import type { Json } from '../storage/json.js';

/** The version of the records that this Skep writes. One with a higher number comes from a newer Skep and is refused. */
export const JOURNAL_VERSION = 1;

const json: z.ZodType<Json> = z.json();
const step = z.string();
const error = z.object({ code: z.string().optional(), message: z.string() });
const locks = z.record(z.string(), z.number().int());

/** What happened, in the order of the journal; `at` is for people and never decides anything. */
const EVENTS = [
  /** A process took the run up: to begin it, to resume it, or to undo it. */
  z.object({
    type: z.literal('run-opened'),
    planHash: z.string(),
    skepVersion: z.string(),
    by: z.string(),
    to: z.enum(['run', 'undo']),
  }),
  /** Before each attempt; `before` is what check found that run will replace, `locks` the fencing numbers it works under. */
  z.object({
    type: z.literal('step-started'),
    step,
    attempt: z.number().int(),
    locks: locks.optional(),
    before: json.optional(),
  }),
  /** `found`: it had been started earlier, and check found it done. */
  z.object({
    type: z.literal('step-done'),
    step,
    attempt: z.number().int(),
    record: json,
    verified: z.boolean(),
    found: z.boolean(),
    durationMs: z.number(),
  }),
  z.object({
    type: z.literal('step-failed'),
    step,
    attempt: z.number().int(),
    error,
    willRetry: z.boolean(),
    durationMs: z.number(),
  }),
  /** It was so before the run came to it: nothing was done, and nothing will be undone. */
  z.object({ type: z.literal('step-skipped'), step, record: json }),
  /** It was told to stop in its midst, or ran on regardless. */
  z.object({ type: z.literal('step-unknown'), step, error, hung: z.boolean() }),
  z.object({ type: z.literal('run-paused'), by: z.string() }),
  z.object({ type: z.literal('run-resumed'), by: z.string() }),
  z.object({ type: z.literal('step-approved'), step, by: z.string() }),
  /** It gave its locks to a run that goes first, and takes them again. */
  z.object({ type: z.literal('run-yielded'), by: z.string() }),
  z.object({ type: z.literal('stop-asked'), by: z.string(), how: z.enum(['after-running-steps', 'now']) }),
  z.object({ type: z.literal('run-ended'), outcome: z.enum(['succeeded', 'failed', 'stopped']) }),
  z.object({ type: z.literal('undo-begun'), by: z.string(), partial: z.boolean(), left: z.array(step) }),
  z.object({ type: z.literal('step-undo-started'), step, attempt: z.number().int(), locks: locks.optional() }),
  /** `found`: there was nothing to take back. */
  z.object({ type: z.literal('step-undone'), step, found: z.boolean(), durationMs: z.number() }),
  z.object({ type: z.literal('step-undo-failed'), step, attempt: z.number().int(), error, willRetry: z.boolean() }),
  z.object({ type: z.literal('undo-ended'), outcome: z.enum(['undone', 'failed', 'stopped']) }),
  z.object({ type: z.literal('run-abandoned'), by: z.string(), reason: z.string() }),
] as const;

const RECORD = z.discriminatedUnion('type', EVENTS).and(z.object({ v: z.number().int(), at: z.number() }));

type WithoutUndefined<T> = T extends unknown ? { readonly [K in keyof T]: Exclude<T[K], undefined> } : never;
export type JournalEvent = WithoutUndefined<z.infer<(typeof EVENTS)[number]>>;
/** `v`: of the record; `at`: epoch milliseconds; `number`: its place, which alone says what came first. */
export type JournalRecord = JournalEvent & { readonly v: number; readonly at: number; readonly number: number };

export function encodeRecord(event: JournalEvent, at: number): string {
  return JSON.stringify({ v: JOURNAL_VERSION, at, ...event });
}

/**
 * What a line of a journal says.
 * @throws SkepError JOURNAL_NEWER, JOURNAL_UNREADABLE; both name the line
 */
export function decodeRecord(entry: JournalEntry): JournalRecord {
  const value = parse(entry);
  if (typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' && value.v > JOURNAL_VERSION) {
    throw new SkepError(
      'JOURNAL_NEWER',
      `line ${entry.number + 1} of the journal is a record of version ${value.v}, and this Skep knows ${JOURNAL_VERSION}`,
      { hints: ['go on with the Skep that wrote it, or a newer one'], details: { line: entry.number + 1, version: value.v } },
    );
  }
  const checked = RECORD.safeParse(value);
  if (!checked.success) throw unreadable(entry, checked.error.issues[0]?.message ?? 'it has another form');
  return { ...checked.data, number: entry.number } as JournalRecord;
}

function parse(entry: JournalEntry): unknown {
  try {
    return JSON.parse(entry.line);
  } catch {
    throw unreadable(entry, 'it is not JSON');
  }
}

function unreadable(entry: JournalEntry, why: string): SkepError {
  return new SkepError('JOURNAL_UNREADABLE', `line ${entry.number + 1} of the journal is no record of a run: ${why}`, {
    details: { line: entry.number + 1 },
  });
}
