import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMigrationRules } from '../../../../src/lib/config/migration-rules.js';
import { openDumpSource } from '../../../../src/lib/etcd/dump/dump-source.js';
import { decodePlan, encodePlan, planMigration } from '../../../../src/lib/migrate/index.js';
import type { StoreTarget } from '../../../../src/lib/ports/store.js';
import { carry, carryIn, configMap, DEPS, inDirectory, type Line, PLAN_TIME, writeSource } from './support.js';

function rules(spec: string): unknown {
  return parseMigrationRules(`apiVersion: skep.io/v1\nkind: MigrationRules\nspec:\n${spec}`, 'rules.yaml');
}

const PDB: Line = {
  key: '/registry/poddisruptionbudgets/a/pdb',
  value: {
    kind: 'PodDisruptionBudget',
    apiVersion: 'policy/v1alpha1',
    metadata: { name: 'pdb', namespace: 'a', uid: 'u' },
    spec: { minAvailable: 1 },
  },
};

describe('what a run does with each key', () => {
  test('copies the bytes of an object that needs no change, to the last odd space', async () => {
    const odd = '{ "kind":"ConfigMap", "apiVersion":"v1","metadata":{"name":"odd","namespace":"a"},"data":{"2":"b","1":"a"}}\n';
    const { values } = await carry([{ key: '/registry/configmaps/a/odd', value: odd }]);
    expect(values.get('/registry/configmaps/a/odd')).toBe(odd);
  });

  test('strips a stored resourceVersion and selfLink and keeps all else', async () => {
    const value = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'x', namespace: 'a', selfLink: '/s', resourceVersion: '3', uid: 'u' },
      unheardOf: [1, null],
    };
    const { values } = await carry([{ key: '/registry/configmaps/a/x', value }]);
    expect(JSON.parse(values.get('/registry/configmaps/a/x') ?? '')).toEqual({
      ...value,
      metadata: { name: 'x', namespace: 'a', uid: 'u' },
    });
  });

  test('copies foreign keys, drops what expired, and gives the rest of its life to what lives', async () => {
    const event = { kind: 'Event', apiVersion: 'v1', metadata: { name: 'e', namespace: 'a' }, involvedObject: {} };
    const { keys, audit, result } = await carry([
      { key: '/coreos.com/network/config', value: 'not json' },
      { key: '/registry/events/a/dead', value: event, ttl: 60, expiration: new Date(PLAN_TIME - 1000).toISOString() },
      { key: '/registry/events/a/live', value: event, ttl: 60, expiration: new Date(PLAN_TIME + 90_000).toISOString() },
    ]);
    expect(keys).toEqual(['/coreos.com/network/config', '/registry/events/a/live']);
    expect(audit.map(({ fate, rule }) => [fate, rule])).toEqual([
      ['foreign', undefined],
      ['dropped', 'expired'],
      ['migrated', undefined],
    ]);
    expect(result.survey.minutes).toEqual([2]);
  });

  test('finds the store under another prefix, and calls what lies under /registry foreign then', async () => {
    const pdb = { ...PDB, key: '/kube/poddisruptionbudgets/a/pdb' };
    const { values, audit } = await carry([pdb, PDB], { prefix: '/kube' });
    expect(JSON.parse(values.get(pdb.key) ?? '')).toMatchObject({ apiVersion: 'policy/v1beta1' });
    expect(values.get(PDB.key)).toBe(JSON.stringify(PDB.value));
    expect(audit.map((row) => row.fate)).toEqual(['migrated', 'foreign']);
  });

  test('writes revisions above every one of the source, in the order of the keys', async () => {
    const { result, keys } = await carry([
      { ...configMap('b'), modifiedIndex: 4000 },
      { ...configMap('a'), modifiedIndex: 9 },
    ]);
    expect(keys).toEqual(['/registry/configmaps/a/a', '/registry/configmaps/a/b']);
    expect(result.firstRevision).toBe(1_004_000);
  });
});

describe('values that cannot be read', () => {
  const wrapped = (key: string): Line => ({ key, value: 'k8s:enc:kms:v1:vault:secret bytes' });

  test('a KMS value is copied where its key does not move', async () => {
    const { values, audit } = await carry([wrapped('/registry/secrets/a/s')], { from: '1.8' });
    expect(values.get('/registry/secrets/a/s')).toBe('k8s:enc:kms:v1:vault:secret bytes');
    expect(audit[0]).toMatchObject({ fate: 'migrated', notes: [{ code: 'kms-value-copied' }] });
  });

  test('one that would have to move stops the run', async () => {
    await expect(carry([wrapped('/registry/podsecuritypolicies/p')])).rejects.toMatchObject({
      code: 'MIGRATION_OBJECTS_REFUSED',
      details: { problems: [{ key: '/registry/podsecuritypolicies/p', code: 'KMS_KEY_MOVES' }] },
    });
  });

  test('an encrypted value without its key is an error that names the key, never a copy', async () => {
    await expect(
      carry([{ key: '/registry/secrets/a/s', value: 'k8s:enc:aescbc:v1:key7:0123456789abcdef0123456789abcdef' }]),
    ).rejects.toMatchObject({
      details: { problems: [{ code: 'VALUE_KEY_MISSING', message: expect.stringContaining('key7') as string }] },
    });
  });

  test('all bad objects are listed, nothing is written, and no state is left', async () => {
    await inDirectory(async (directory) => {
      const lines = [
        configMap('good'),
        { key: '/registry/pods/a/cut', value: '{"kind":"Pod","apiVersion":"v1"' },
        { key: '/registry/widgets/a/w', value: { kind: 'Widget', apiVersion: 'example.com/v1', metadata: { name: 'w' } } },
      ];
      const failed = carryIn(directory, lines);
      await expect(failed).rejects.toMatchObject({ code: 'MIGRATION_OBJECTS_REFUSED', exitCode: 6 });
      const { details } = (await failed.catch((error: unknown) => error)) as { details: { problems: { key: string }[] } };
      expect(details.problems.map((problem) => problem.key)).toEqual(['/registry/pods/a/cut', '/registry/widgets/a/w']);
      expect(readdirSync(directory)).toEqual(['source.jsonl']);
    });
  });

  test('--quarantine sets them aside, named, and carries the rest', async () => {
    await inDirectory(async (directory) => {
      const quarantineDirectory = join(directory, 'aside');
      const lines = [configMap('good'), { key: '/registry/pods/a/cut', value: '{"kind":"Pod"' }];
      const { keys, audit } = await carryIn(directory, lines, { quarantineDirectory });
      expect(keys).toEqual(['/registry/configmaps/a/good']);
      expect(audit.map((row) => row.fate)).toEqual(['migrated', 'failed']);
      const name = '%2Fregistry%2Fpods%2Fa%2Fcut';
      expect(await readFile(join(quarantineDirectory, name), 'utf8')).toBe('{"kind":"Pod"');
      expect(JSON.parse(await readFile(join(quarantineDirectory, `${name}.reason.json`), 'utf8'))).toMatchObject({
        key: '/registry/pods/a/cut',
      });
    });
  });

  test('text under the key of a kind is no object: it would fail every LIST of the kind', async () => {
    await inDirectory(async (directory) => {
      const lines = [
        { key: '/registry/secrets/a/text', value: 'plain' },
        { key: '/registry/configmaps/a/list', value: '[1,2]' },
        { key: '/registry/site-notes/x', value: 'ours' },
      ];
      const { keys, result } = await carryIn(directory, lines, { quarantineDirectory: join(directory, 'aside') });
      expect(keys).toEqual(['/registry/site-notes/x']);
      expect(result.survey.problems.map(({ code, key }) => [code, key])).toEqual([
        ['no-object', '/registry/secrets/a/text'],
        ['no-object', '/registry/configmaps/a/list'],
      ]);
    });
  });

  test('long keys that begin alike are set aside in files of their own', async () => {
    await inDirectory(async (directory) => {
      const quarantineDirectory = join(directory, 'aside');
      const key = (end: string): string => `/registry/events/a/${'e'.repeat(240)}.${end}`;
      await carryIn(
        directory,
        [
          { key: key('1'), value: '{"kind":"1"' },
          { key: key('2'), value: '{"kind":"2"' },
        ],
        {
          quarantineDirectory,
        },
      );
      expect(readdirSync(quarantineDirectory)).toHaveLength(4);
    });
  });

  test('two objects that would end under one key are both refused', async () => {
    const psp = (key: string): Line => ({
      key,
      value: { kind: 'PodSecurityPolicy', apiVersion: 'extensions/v1beta1', metadata: { name: 'p', uid: key }, spec: {} },
    });
    // A server of 1.5 reads the singular key only, so there the other one is known to be superseded; in 1.3 it is the other way round.
    const { audit } = await carry([psp('/registry/podsecuritypolicies/p'), psp('/registry/podsecuritypolicy/p')]);
    expect(audit.map(({ fate, rule }) => [fate, rule])).toEqual([
      ['moved', undefined],
      ['dropped', 'superseded-key'],
    ]);
  });
});

describe('rules of the site', () => {
  test('drop what they name, and keep it in the audit', async () => {
    const spec =
      "  drop:\n    - name: scratch\n      kind: ConfigMap\n      labelSelector: { matchLabels: { scratch: 'yes' } }\n      reason: nobody needs it\n";
    const { keys, audit, result } = await carry([configMap('kept'), configMap('gone', { a: 'b' }, { scratch: 'yes' })], {
      rules: rules(spec),
    });
    expect(keys).toEqual(['/registry/configmaps/a/kept']);
    expect(audit[1]).toMatchObject({
      fate: 'dropped',
      rule: 'site:scratch',
      reason: 'nobody needs it',
      object: { data: { a: 'b' } },
    });
    expect(result.survey.tallies[0]?.drops).toEqual({
      'site:scratch': { count: 1, reason: 'nobody needs it', example: '/registry/configmaps/a/gone' },
    });
  });

  test('leave out foreign prefixes', async () => {
    const lines = [
      { key: '/calico/v1/x', value: 'c' },
      { key: '/coreos.com/y', value: 'f' },
    ];
    const { keys, audit } = await carry(lines, { rules: rules('  foreign: { drop: [/calico/] }\n') });
    expect(keys).toEqual(['/coreos.com/y']);
    expect(audit[0]).toMatchObject({ rule: 'site:foreign' });
  });

  test('values of a dropped Secret do not reach the audit', async () => {
    const secret = {
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: { name: 's', namespace: 'a' },
      data: { password: 'aHVudGVyMg==' },
    };
    const spec = '  drop:\n    - { name: secrets, kind: Secret, reason: they are made anew }\n';
    const { audit } = await carry([{ key: '/registry/secrets/a/s', value: secret }], { rules: rules(spec) });
    expect(audit[0]?.rule).toBe('site:secrets');
    expect(JSON.stringify(audit)).not.toContain('aHVudGVyMg==');
  });

  async function withModule(text: string, lines: readonly Line[]): ReturnType<typeof carryIn> {
    return inDirectory(async (directory) => {
      const modulePath = join(directory, 'site.mjs');
      await writeFile(modulePath, text);
      return carryIn(directory, lines, { modulePath });
    });
  }

  test('a module sees the target form, may change and drop, and adds to the audit', async () => {
    const text = `export default (object, { key, note }) => {
      if (object.metadata.name === 'gone') return null;
      if (object.kind === 'PodDisruptionBudget') { object.metadata.labels = { seen: object.apiVersion.replace('/', '_') }; note('labelled ' + key); }
    };`;
    const { values, audit } = await withModule(text, [PDB, configMap('gone'), configMap('kept')]);
    expect([...values.keys()]).toEqual(['/registry/configmaps/a/kept', PDB.key]);
    expect(JSON.parse(values.get(PDB.key) ?? '')).toMatchObject({ metadata: { labels: { seen: 'policy_v1beta1' } } });
    expect(audit[0]?.notes).toContainEqual({
      code: 'site-module',
      severity: 'info',
      message: 'labelled poddisruptionbudgets/a/pdb',
    });
    expect(audit[1]).toMatchObject({ fate: 'dropped', rule: 'site:module' });
  });

  test('what a module throws is a problem of the object', async () => {
    await expect(withModule("export default () => { throw new Error('no idea'); };", [configMap('x')])).rejects.toMatchObject({
      details: { problems: [{ code: 'RULES_MODULE', message: expect.stringContaining('no idea') as string }] },
    });
  });

  test('a module without a default function is refused', async () => {
    await expect(withModule('export const x = 1;', [configMap('x')])).rejects.toMatchObject({
      code: 'RULES_MODULE',
      exitCode: 78,
    });
  });
});

describe('a saved plan', () => {
  async function planned(directory: string, lines: readonly Line[]): Promise<ReturnType<typeof decodePlan>> {
    const path = join(directory, 'source.jsonl');
    await writeSource(path, lines);
    const source = await openDumpSource(path);
    const request = { source, from: '1.3', to: '1.9', prefix: '/registry', encoding: 'json', keepExpired: false } as const;
    const plan = await planMigration(request, DEPS);
    await source.close();
    return decodePlan(encodePlan(plan), 'plan.json');
  }

  test('is carried out with its own time', async () => {
    await inDirectory(async (directory) => {
      const plan = { ...(await planned(directory, [configMap('x')])), planTime: PLAN_TIME - 5000 };
      expect((await carryIn(directory, [configMap('x')], { plan })).result.planTime).toBe(PLAN_TIME - 5000);
    });
  });

  test('is refused when the source has moved since, or it is for another target release or encoding', async () => {
    await inDirectory(async (directory) => {
      const plan = await planned(directory, [configMap('x')]);
      await expect(carryIn(directory, [{ ...configMap('x'), modifiedIndex: 8 }], { plan })).rejects.toMatchObject({
        code: 'MIGRATION_PLAN_STALE',
        message: expect.stringContaining('changed since it was planned') as string,
      });
      await expect(carryIn(directory, [configMap('x')], { plan, encoding: 'protobuf' })).rejects.toMatchObject({
        code: 'MIGRATION_PLAN_STALE',
      });
    });
  });

  test('is refused when somebody edited it', async () => {
    await inDirectory(async (directory) => {
      const text = encodePlan(await planned(directory, [configMap('x')]));
      expect(() => decodePlan(text.replace('"to": "1.9"', '"to": "1.8"'), 'plan.json')).toThrow(/changed after it was written/);
    });
  });
});

describe('an unfinished run', () => {
  test('is neither overwritten nor taken for another one', async () => {
    await inDirectory(async (directory) => {
      const lines = [configMap('x')];
      await carryIn(directory, lines, { target: failingTarget(join(directory, 'target.jsonl')) }).catch(() => undefined);
      expect(existsSync(join(directory, 'target.jsonl.skep'))).toBe(true);
      await expect(carryIn(directory, lines)).rejects.toMatchObject({ code: 'MIGRATION_RUN_EXISTS', exitCode: 6 });
    });
  });
});

function failingTarget(location: string): StoreTarget {
  return {
    description: { form: 'dump', api: 'v3', location },
    state: () => Promise.resolve({ exists: false, keys: 0, revision: 0 }),
    write: () => Promise.reject(new Error('the disk went away')),
    close: () => Promise.resolve(),
  };
}
