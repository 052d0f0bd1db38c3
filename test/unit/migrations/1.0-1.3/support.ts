import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseMigrationRules } from '../../../../src/lib/config/migration-rules.js';
import { keyOf, kindByName } from '../../../../src/lib/kinds/registry.js';
import type { KubeObject } from '../../../../src/lib/storage/json.js';
import { type Facts10, migration10to13 } from '../../../../src/migrations/1.0-1.3/index.js';
import {
  MigrationRefusal,
  type MigrationContext,
  type MigrationSettings,
  type Note,
} from '../../../../src/migrations/migration.js';

/** Objects in tests are written and looked into without ceremony. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

export interface Entry {
  readonly key: string;
  readonly object: Loose;
}

export interface Result {
  /** By key in the target. */
  readonly objects: ReadonlyMap<string, Loose>;
  /** Keys of what one source key became, the successor first. */
  readonly became: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly (Note & { readonly key: string })[];
  readonly refused: readonly { readonly key: string; readonly code: string; readonly message: string }[];
  readonly problems: readonly { readonly key: string; readonly message: string }[];
}

export const PLAN_TIME = Date.UTC(2026, 10, 22, 4, 30, 0, 123);

/** A rules document from its `spec`, in YAML or JSON. */
export function rulesOf(spec: string | object): unknown {
  const body = typeof spec === 'string' ? `\n${spec}` : JSON.stringify(spec);
  return parseMigrationRules(`kind: MigrationRules\napiVersion: skep.io/v1\nspec: ${body}\n`, 'rules.yaml');
}

const NOTHING: Omit<Result, 'problems'> = { objects: new Map(), became: new Map(), notes: [], refused: [] };

/** Both passes over a whole store, as the pipeline makes them: facts from three workers, in an order of its own. */
export function migrateAll(entries: readonly Entry[], settings: Partial<MigrationSettings> = {}): Result {
  const whole: MigrationSettings = { sourceRelease: '1.0', ...settings };
  const facts = migration10to13.newFacts(whole);
  for (const worker of [2, 0, 1]) {
    const part = migration10to13.newFacts(structuredClone(whole));
    for (const entry of entries.filter((_, index) => index % 3 === worker)) migration10to13.observe(part, structuredClone(entry));
    migration10to13.merge(facts, structuredClone(part));
  }
  const problems = migration10to13.check(facts);
  // A plan with problems stops there.
  const carried = problems.length > 0 ? NOTHING : carryAll(entries, structuredClone(facts), whole.serviceAccountKey);
  return { ...carried, problems };
}

function carryAll(entries: readonly Entry[], facts: Facts10, serviceAccountKey: string | undefined): Omit<Result, 'problems'> {
  const objects = new Map<string, Loose>();
  const became = new Map<string, string[]>();
  const notes: (Note & { key: string })[] = [];
  const refused: { key: string; code: string; message: string }[] = [];
  for (const entry of entries) {
    const context: MigrationContext<Facts10> = {
      facts,
      planTime: PLAN_TIME,
      uid: (seed) => `uid-of-${seed}`,
      ...(serviceAccountKey === undefined ? {} : { serviceAccountKey }),
      note: (note) => notes.push({ ...note, key: entry.key }),
    };
    try {
      const outcome = migration10to13.migrate(structuredClone(entry), context);
      if (!('objects' in outcome)) throw new Error(`dropped: ${entry.key}`);
      const keys = outcome.objects.map(({ key, object }) => key ?? keyFor(object));
      became.set(entry.key, keys);
      outcome.objects.forEach(({ object }, index) => {
        const key = keys[index] ?? '';
        if (objects.has(key)) throw new Error(`two objects at ${key}`);
        objects.set(key, object);
      });
    } catch (error) {
      if (!(error instanceof MigrationRefusal)) throw error;
      refused.push({ key: entry.key, code: error.code, message: error.message });
    }
  }
  return { objects, became, notes, refused };
}

function keyFor(object: KubeObject): string {
  const info = kindByName(object.kind, object.apiVersion);
  if (info === undefined) throw new Error(`no kind ${object.apiVersion} ${object.kind}`);
  const { name, namespace } = object.metadata as { name: string; namespace?: string };
  return keyOf(info, '1.3', name, namespace);
}

/** One object alone. */
export function migrateOne(object: Loose, settings: Partial<MigrationSettings> = {}, key = 'any/key'): Loose {
  const result = migrateAll([{ key, object }], settings);
  if (result.refused[0] !== undefined) throw new Error(`${result.refused[0].code}: ${result.refused[0].message}`);
  return [...result.objects.values()][0];
}

/** An object at the key that a 1.0 server gives it. */
export function at(object: Loose): Entry {
  const info = kindByName(object.kind);
  if (info === undefined) throw new Error(object.kind);
  return { key: keyOf(info, '1.0', object.metadata.name, object.metadata.namespace), object };
}

/** What a real 1.0.7 stored, by relative key. */
export function golden10(): Entry[] {
  const text = gunzipSync(readFileSync(new URL('../../../golden/1.0/etcd-v2.jsonl.gz', import.meta.url))).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; value: string })
    .map(({ key, value }) => ({ key: key.replace('/registry/', ''), object: JSON.parse(value) as KubeObject }));
}

export function signingKey(): string {
  return readFileSync(new URL('../../../golden/service-account-signing-key.pem', import.meta.url), 'utf8');
}
