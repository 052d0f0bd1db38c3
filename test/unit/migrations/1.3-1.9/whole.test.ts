import { describe, expect, it } from 'vitest';
import { readValue, writeValue } from '../../../../src/lib/storage/value.js';
import { migration13to19 } from '../../../../src/migrations/1.3-1.9/index.js';
import { type Loose, carried, codes, golden13, migrateAll, PLAN_TIME } from './support.js';

const TPR = {
  apiVersion: 'extensions/v1beta1',
  kind: 'ThirdPartyResource',
  metadata: { name: 'volume-claim.example.com', uid: 't', creationTimestamp: '2016-01-01T00:00:00Z', labels: { a: 'b' } },
  description: 'volumes',
  versions: [{ name: 'v1' }],
};

function resource(
  name: string,
  versions: readonly string[] = ['v1'],
  key = `thirdpartyresources/${name}`,
): { key: string; object: Loose } {
  return {
    key,
    object: { ...TPR, metadata: { ...TPR.metadata, name }, versions: versions.map((version) => ({ name: version })) },
  };
}

function datum(json: string, place = 'example.com/volumeclaims/n/vc1'): { key: string; object: Loose } {
  return {
    key: `ThirdPartyResourceData/${place}`,
    object: {
      apiVersion: 'extensions/v1beta1',
      kind: 'ThirdPartyResourceData',
      metadata: {
        name: 'vc1',
        namespace: 'n',
        uid: 'd',
        creationTimestamp: '2016-01-02T00:00:00Z',
        labels: { kept: 'y' },
        annotations: null,
      },
      data: Buffer.from(json).toString('base64'),
    },
  };
}

const RAW =
  '{"kind":"VolumeClaim","apiVersion":"example.com/v1","metadata":{"name":"other","labels":{"own":"x"},"annotations":{"a":"b"},"uid":"forged","resourceVersion":"3"},"size":1}';

describe('third-party resources', () => {
  it('become complete definitions with the same uid', () => {
    const { outcomes, notes } = migrateAll([{ key: 'thirdpartyresources/volume-claim.example.com', object: TPR }]);
    const names = { plural: 'volumeclaims', singular: 'volumeclaim', kind: 'VolumeClaim', listKind: 'VolumeClaimList' };
    const when = '2026-11-22T10:00:00Z';
    expect(carried(outcomes[0])).toEqual({
      apiVersion: 'apiextensions.k8s.io/v1beta1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: 'volumeclaims.example.com',
        uid: 't',
        generation: 1,
        creationTimestamp: '2016-01-01T00:00:00Z',
        labels: { a: 'b' },
        annotations: { 'skep.io/third-party-resource-description': 'volumes' },
      },
      spec: { group: 'example.com', version: 'v1', names, scope: 'Namespaced' },
      status: {
        conditions: [
          {
            type: 'NamesAccepted',
            status: 'True',
            lastTransitionTime: when,
            reason: 'NoConflicts',
            message: 'no conflicts found',
          },
          {
            type: 'Established',
            status: 'True',
            lastTransitionTime: when,
            reason: 'InitialNamesAccepted',
            message: 'the initial names have been accepted',
          },
        ],
        acceptedNames: names,
        storedVersions: ['v1'],
      },
    });
    expect(notes).toEqual([]);
    expect(PLAN_TIME % 1000).not.toBe(0);
  });

  it('give their data, whose stored metadata wins', () => {
    const { outcomes, concluded } = migrateAll([resource('volume-claim.example.com'), datum(RAW)]);
    expect(outcomes[1]).toEqual({
      objects: [
        {
          key: 'example.com/volumeclaims/n/vc1',
          object: {
            kind: 'VolumeClaim',
            apiVersion: 'example.com/v1',
            metadata: {
              name: 'vc1',
              namespace: 'n',
              uid: 'd',
              creationTimestamp: '2016-01-02T00:00:00Z',
              labels: { kept: 'y' },
              annotations: { a: 'b' },
            },
            size: 1,
          },
        },
      ],
    });
    expect(concluded).toEqual([]);
  });

  it('carry every datum in the version that 1.9 serves', () => {
    const { outcomes, notes } = migrateAll([
      resource('volume-claim.example.com', ['v1', 'v2']),
      datum(RAW.replace('/v1', '/v2')),
    ]);
    expect(carried(outcomes[0]).spec.version).toBe('v1');
    expect(carried(outcomes[1]).apiVersion).toBe('example.com/v1');
    expect(codes(notes)).toEqual(['custom-resource-version', 'third-party-resource-versions']);
  });

  it('that are gone leave data, for which a definition is made', () => {
    const { outcomes, concluded, notes } = migrateAll([datum(RAW)]);
    expect(carried(outcomes[0]).metadata.uid).toBe('d');
    expect(concluded).toHaveLength(1);
    expect(concluded[0]?.object).toMatchObject({
      metadata: {
        name: 'volumeclaims.example.com',
        uid: 'uid-of-customresourcedefinitions/volumeclaims.example.com',
        annotations: { 'skep.io/made-from': 'ThirdPartyResourceData/example.com/volumeclaims' },
      },
      spec: { group: 'example.com', version: 'v1', names: { kind: 'VolumeClaim' } },
    });
    expect(codes(notes)).toEqual(['third-party-data-without-resource']);
  });

  it('give way to a definition that is there already', () => {
    const definition = {
      key: 'apiextensions.k8s.io/customresourcedefinitions/volumeclaims.example.com',
      object: {
        apiVersion: 'apiextensions.k8s.io/v1beta1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'volumeclaims.example.com' },
        spec: { group: 'example.com', version: 'v2', names: { kind: 'VolumeClaim', plural: 'volumeclaims' } },
      },
    };
    const both = migrateAll([resource('volume-claim.example.com'), definition, datum(RAW)], { sourceRelease: '1.7' });
    expect(both.outcomes[0]).toMatchObject({ drop: 'third-party-resource-already-defined' });
    expect(carried(both.outcomes[2]).apiVersion).toBe('example.com/v2');
    const copied = migrateAll([definition, datum(RAW)], { sourceRelease: '1.8' });
    expect(copied.outcomes[1]).toMatchObject({ drop: 'third-party-data-already-copied' });
    expect(copied.concluded).toEqual([]);
  });

  it('whose names mean the same stop the plan', () => {
    const { problems } = migrateAll([
      resource('foo-bar.example.com'),
      resource('foobar.example.com'),
      resource('other.example.com'),
    ]);
    expect(problems).toEqual([
      {
        key: 'thirdpartyresources/foobar.example.com',
        message:
          'would become the CustomResourceDefinition foobars.example.com, as thirdpartyresources/foo-bar.example.com would: remove one of them',
      },
    ]);
  });

  it('without a group, and data that are no JSON object, are refused', () => {
    expect(() => migrateAll([resource('nogroup')])).toThrow(/names no group/);
    expect(() => migrateAll([datum('[1]')])).toThrow(/does not hold a JSON object/);
    expect(() => migrateAll([datum('{"metadata":7}')])).toThrow(/metadata is no object/);
  });
});

describe('ranges', () => {
  function range(name: string, text: string, data = ''): { key: string; object: Loose } {
    return { key: `ranges/${name}`, object: { apiVersion: 'v1', kind: 'RangeAllocation', metadata: {}, range: text, data } };
  }
  function service(spec: object): { key: string; object: Loose } {
    return {
      key: 'services/specs/n/s',
      object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'n' }, spec },
    };
  }

  it('hold bit n for the n-th address after the network, big-endian and minimal', () => {
    const { outcomes } = migrateAll([
      range('serviceips', '10.0.0.0/24'),
      service({ clusterIP: '10.0.0.1' }),
      service({ clusterIP: '10.0.0.10' }),
      service({ clusterIP: 'None' }),
    ]);
    expect(Buffer.from(carried(outcomes[0]).data, 'base64')).toEqual(Buffer.from([0b10, 0b1]));
    expect(carried(outcomes[0]).range).toBe('10.0.0.0/24');
  });

  it('warn of what lies outside, the broadcast address included', () => {
    const { outcomes, notes } = migrateAll([
      range('serviceips', '10.0.0.0/24'),
      service({ clusterIP: '10.0.0.255' }),
      service({ clusterIP: '10.0.1.1' }),
    ]);
    expect(carried(outcomes[0]).data).toBe('');
    expect(codes(notes)).toEqual(['outside-range', 'outside-range']);
  });

  it('cover large and IPv6 networks', () => {
    const large = migrateAll([range('serviceips', '10.0.0.0/12'), service({ clusterIP: '10.15.255.254' })]);
    expect(Buffer.from(carried(large.outcomes[0]).data, 'base64')).toHaveLength(2 ** 20 / 8);
    expect(large.notes.map((note) => note.code)).toEqual(['range-recomputed']);
    const six = migrateAll([range('serviceips', 'fd00::/108'), service({ clusterIP: 'fd00::3' })]);
    expect(carried(six.outcomes[0]).data).toBe('BA==');
  });

  it('hold node ports and the health check ports that only an annotation names', () => {
    const checked = service({ type: 'LoadBalancer', ports: [{ nodePort: 30003 }, { port: 1 }] });
    checked.object.metadata.annotations = {
      'service.beta.kubernetes.io/external-traffic': 'OnlyLocal',
      'service.beta.kubernetes.io/healthcheck-nodeport': '30000',
    };
    const { outcomes } = migrateAll([range('servicenodeports', '30000-32767'), checked], { sourceRelease: '1.5' });
    expect(Buffer.from(carried(outcomes[0]).data, 'base64')).toEqual(Buffer.from([0b1001]));
    checked.object.spec.type = 'NodePort';
    const without = migrateAll([range('servicenodeports', '30000-32767'), checked], { sourceRelease: '1.5' });
    expect(Buffer.from(carried(without.outcomes[0]).data, 'base64')).toEqual(Buffer.from([0b1000]));
  });

  it('that cannot be read are refused', () => {
    expect(() => migrateAll([range('serviceips', '10.0.0.0')])).toThrow(/is no range/);
    expect(() => migrateAll([range('servicenodeports', '')])).toThrow(/is no range/);
  });

  it('of the golden data come out as the server wrote them', () => {
    const entries = golden13();
    const { outcomes, notes } = migrateAll(entries);
    const ranges = entries.flatMap((entry, i) =>
      entry.key.startsWith('ranges/') ? [[entry.object.data, carried(outcomes[i]).data]] : [],
    );
    expect(ranges).toHaveLength(2);
    for (const [before, after] of ranges) expect(after).toBe(before);
    expect(codes(notes)).not.toContain('range-recomputed');
  });
});

describe('the golden store of 1.3', () => {
  const entries = golden13();
  const { outcomes, notes, concluded, problems } = migrateAll(entries);

  it('is carried but for the policies that had no effect', () => {
    expect(problems).toEqual([]);
    expect(concluded).toEqual([]);
    const dropped = outcomes.flatMap((outcome) => ('drop' in outcome ? [outcome.drop] : []));
    expect(dropped).toEqual(new Array<string>(6).fill('inactive-network-policy'));
    const made = outcomes.flatMap((outcome) => ('objects' in outcome ? outcome.objects.slice(1) : []));
    expect(made.map(({ object }) => object.kind)).toEqual(new Array<string>(3).fill('NetworkPolicy'));
  });

  it('needs to look only at what it says that it looks at', () => {
    const observe = (chosen: typeof entries) => {
      const facts = migration13to19.newFacts({ sourceRelease: '1.3' });
      for (const entry of chosen) migration13to19.observe(facts, entry);
      return facts;
    };
    const observed = entries.filter(({ key }) => migration13to19.observes?.some((directory) => key.startsWith(`${directory}/`)));
    expect(observed.length).toBeLessThan(entries.length / 4);
    expect(observe(observed)).toEqual(observe(entries));
  });

  it('takes an older store for one of 1.3, which the migration before has made of it', () => {
    expect(migration13to19.newFacts({ sourceRelease: '1.0' }).sourceMinor).toBe(3);
  });

  it('keeps every uid', () => {
    for (const [i, outcome] of outcomes.entries()) {
      if ('objects' in outcome) expect((outcome.objects[0]?.object as Loose).metadata.uid).toBe(entries[i]?.object.metadata.uid);
    }
  });

  it.each(['protobuf', 'json'] as const)('is written as %s and read back as it was meant', (encoding) => {
    for (const [i, outcome] of outcomes.entries()) {
      for (const { object, key } of 'objects' in outcome ? outcome.objects : []) {
        const bytes = writeValue(object, { release: '1.9', encoding });
        const back = readValue(key ?? entries[i]?.key ?? '', bytes).object;
        expect(meant(back), entries[i]?.key ?? '').toEqual(meant(object));
      }
    }
  });

  it('leaves no annotation behind that 1.9 does not read', () => {
    const text = outcomes.map((outcome) => JSON.stringify(outcome)).join('\n');
    expect(text).not.toMatch(/"(pod\.(alpha|beta)\.kubernetes\.io|scheduler\.alpha\.kubernetes\.io)\/(?!critical-pod)[^"]*":"/);
    expect(text).not.toMatch(/net\.beta\.kubernetes\.io\/network-policy":|volume\.alpha\.kubernetes\.io\/storage-class":/);
  });

  it('says what a person has to know', () => {
    const counts = new Map<string, number>();
    for (const { code } of notes) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect(Object.fromEntries([...counts].sort())).toMatchInlineSnapshot(`
      {
        "alpha-storage-class": 32,
        "annotation-became-field": 206,
        "custom-metrics-annotation": 9,
        "isolation-became-policy": 3,
        "job-backoff-limit": 23,
        "public-ips-moved": 9,
        "user-wildcard": 1,
      }
    `);
  });
});

/** Null, empty and zero are the same to a server that reads protobuf; quantities and times keep their text. */
function meant(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((entry) => meant(entry) ?? null);
  if (typeof value !== 'object' || value === null) {
    return value === '' || value === 0 || value === false || value === null ? undefined : value;
  }
  const fields = Object.entries(value)
    .filter(([name]) => name !== 'selfLink' && name !== 'resourceVersion')
    .map(([name, entry]) => [name, meant(entry)] as const)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
