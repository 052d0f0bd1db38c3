import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Release } from '../../../../src/lib/kinds/release.js';
import type { KubeObject } from '../../../../src/lib/storage/json.js';
import { type Facts13, migration13to19 } from '../../../../src/migrations/1.3-1.9/index.js';
import type { MigratedObject, MigrationContext, MigrationSettings, Note, Outcome } from '../../../../src/migrations/migration.js';

/** Objects in tests are written and looked into without ceremony. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

export interface Entry {
  readonly key: string;
  readonly object: Loose;
}

export interface Result {
  readonly outcomes: readonly Outcome[];
  readonly notes: readonly Note[];
  readonly concluded: readonly MigratedObject[];
  readonly problems: readonly { readonly key: string; readonly message: string }[];
}

export const PLAN_TIME = Date.UTC(2026, 10, 22, 10, 0, 0, 123);

/** Both passes over a whole store, as the pipeline makes them. */
export function migrateAll(entries: readonly Entry[], rules: MigrationSettings = { sourceRelease: '1.3' }): Result {
  const facts = migration13to19.newFacts(rules);
  // Two workers' facts, one after the other through a structured clone, as in a real run.
  for (const half of [entries.filter((_, i) => i % 2 === 0), entries.filter((_, i) => i % 2 === 1)]) {
    const part = migration13to19.newFacts(rules);
    for (const entry of half) migration13to19.observe(part, entry);
    migration13to19.merge(facts, structuredClone(part));
  }
  const notes: Note[] = [];
  const context: MigrationContext<Facts13> = {
    facts: structuredClone(facts),
    planTime: PLAN_TIME,
    uid: (seed) => `uid-of-${seed}`,
    note: (note) => notes.push(note),
  };
  const outcomes = entries.map((entry) => migration13to19.migrate(structuredClone(entry), context));
  return { outcomes, notes, concluded: migration13to19.conclude(context), problems: migration13to19.check(facts) };
}

/** One object alone. */
export function migrateOne(
  object: Loose,
  sourceRelease: Release = '1.3',
  key = 'any/key',
): { object: Loose; notes: readonly Note[] } {
  const { outcomes, notes } = migrateAll([{ key, object }], { sourceRelease });
  return { object: carried(outcomes[0]), notes };
}

export function carried(outcome: Outcome | undefined): Loose {
  if (outcome === undefined || !('objects' in outcome)) throw new Error(`not carried: ${JSON.stringify(outcome)}`);
  return outcome.objects[0]?.object;
}

export function codes(notes: readonly Note[]): string[] {
  return notes.map((note) => note.code).sort();
}

/** What a real 1.3.10 stored, by relative key. */
export function golden13(): Entry[] {
  const text = gunzipSync(readFileSync(new URL('../../../golden/1.3/etcd-v2.jsonl.gz', import.meta.url))).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; value: string })
    .map(({ key, value }) => ({ key: key.replace('/registry/', ''), object: JSON.parse(value) as KubeObject }));
}
