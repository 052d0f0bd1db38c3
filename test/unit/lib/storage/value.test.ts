import { describe, expect, it } from 'vitest';
import { isSkepError, type SkepError } from '../../../../src/lib/errors.js';
import type { Json, KubeObject } from '../../../../src/lib/storage/json.js';
import { readValue, writeValue } from '../../../../src/lib/storage/value.js';

const KEY = '/registry/pods/default/a';
const POD: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'default' },
  spec: { containers: [{ name: 'c', image: 'i' }] },
};
const protobuf = { release: '1.9', encoding: 'protobuf' } as const;

function failure(work: () => unknown): SkepError {
  try {
    work();
  } catch (error) {
    if (isSkepError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('readValue', () => {
  it.each([
    ['{"kind":"Pod","apiVersion":"v1"}', 'json'],
    [' \n{"kind":"Pod","apiVersion":"v1"}', 'json'],
    ['1234567', 'text'],
    ['', 'text'],
    ['null', 'text'],
  ])('recognises %j as %s', (text, media) => {
    expect(readValue(KEY, Buffer.from(text)).media).toBe(media);
  });

  it('recognises other bytes', () => {
    expect(readValue(KEY, Buffer.from([0, 1, 2]))).toEqual({ media: 'binary' });
    expect(readValue(KEY, Buffer.from([0xff, 0xfe]))).toEqual({ media: 'binary' });
  });

  it('gives no object for JSON that is none of Kubernetes', () => {
    expect(readValue('/coreos.com/network/config', Buffer.from('{"Network":"10.0.0.0/8"}'))).toEqual({ media: 'json' });
  });

  it('reads protobuf in base64, as 1.3 to 1.5 wrote it into etcd v2', () => {
    const wrapped = Buffer.from(Buffer.from(writeValue(POD, protobuf)).toString('base64'));
    const { media, object } = readValue(KEY, wrapped);
    expect(media).toBe('base64-protobuf');
    expect(object).toMatchObject({ kind: 'Pod', metadata: { name: 'a' } });
  });

  it('still knows the deprecatedPublicIPs of that time', () => {
    const envelope = Buffer.from('azhzAAoNCgJ2MRIHU2VydmljZRIOCgASCjIIMTAuMC4wLjEaACIA');
    const { object } = readValue('/registry/services/specs/default/a', envelope);
    expect(object).toMatchObject({ kind: 'Service', spec: { deprecatedPublicIPs: ['10.0.0.1'] } });
  });

  it.each([
    ['rbac.authorization.k8s.io/v1alpha1', 'RoleBinding'],
    ['policy/v1alpha1', 'PodDisruptionBudget'],
    ['apps/v1alpha1', 'PetSet'],
    ['extensions/v1beta1', 'Job'],
  ])('refuses the base64 protobuf of %s %s by name', (apiVersion, kind) => {
    const type = Buffer.concat([
      Buffer.from([0x0a, apiVersion.length]),
      Buffer.from(apiVersion),
      Buffer.from([0x12, kind.length]),
      Buffer.from(kind),
    ]);
    const envelope = Buffer.concat([
      Buffer.from('k8s\0'),
      Buffer.from([0x0a, type.length]),
      type,
      Buffer.from([0x12, 0, 0x1a, 0, 0x22, 0]),
    ]);
    const error = failure(() => readValue(KEY, Buffer.from(envelope.toString('base64'))));
    expect(error).toMatchObject({ code: 'VALUE_KIND_UNKNOWN' });
    expect(error.message).toContain(`${apiVersion} ${kind} as servers before 1.6 wrote it`);
  });

  it('names the key and the place of a protobuf that is cut short, wherever it is cut', () => {
    const bytes = Buffer.from(writeValue(POD, protobuf));
    for (let length = 4; length < bytes.length; length++) {
      const error = failure(() => readValue(KEY, bytes.subarray(0, length)));
      expect(error.code).toBe('VALUE_MALFORMED');
      expect(error.message).toMatch(/^\/registry\/pods\/default\/a(?: at \S+)?: the protobuf is malformed at byte \d+/);
    }
  });

  it('shows text that is no UTF-8 with U+FFFD and says so', () => {
    const bytes = Buffer.from(writeValue({ ...POD, metadata: { name: 'abc' } }, protobuf));
    bytes[bytes.indexOf('abc') + 1] = 0xff;
    expect(readValue(KEY, bytes)).toMatchObject({ object: { metadata: { name: 'a\ufffdc' } }, invalidUtf8: true });
  });
});

describe('writeValue', () => {
  it('ends protobuf as the apiserver does', () => {
    expect(Buffer.from(writeValue(POD, protobuf)).subarray(-4).toString('hex')).toBe('1a002200');
  });

  it.each(['protobuf', 'json'] as const)('leaves resourceVersion and selfLink out of %s, and the object as it is', (encoding) => {
    const object = { ...POD, metadata: { name: 'a', resourceVersion: '5', selfLink: '/x' } };
    const { object: stored } = readValue(KEY, writeValue(object, { release: '1.9', encoding }));
    expect(stored?.metadata).not.toHaveProperty('resourceVersion');
    expect(stored?.metadata).not.toHaveProperty('selfLink');
    expect(object.metadata.resourceVersion).toBe('5');
  });

  it.each(['nce.netease.com/v1', 'apiextensions.k8s.io/v1beta1', 'apiregistration.k8s.io/v1'])(
    'writes %s always as JSON',
    (apiVersion) => {
      const object = { kind: 'Thing', apiVersion, metadata: { name: 'a' }, any: '<' };
      expect(Buffer.from(writeValue(object, protobuf)).toString()).toBe(
        `{"kind":"Thing","apiVersion":"${apiVersion}","metadata":{"name":"a"},"any":"\\u003c"}\n`,
      );
    },
  );

  it('writes the zeros of what the release knows, and nothing younger', () => {
    const service: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: {} };
    const length = (release: '1.3' | '1.9' | '1.36'): number => writeValue(service, { release, encoding: 'protobuf' }).length;
    expect(length('1.3')).toBe(length('1.9'));
    expect(length('1.9')).not.toBe(length('1.36'));
  });

  it.each<[string, KubeObject, string]>([
    [
      'an unknown field',
      { ...POD, spec: { containers: [{ name: 'c', nam: 'd' }] } },
      'VALUE_FIELD_UNKNOWN v1 Pod default/a at spec.containers[0].nam: release 1.9 has no such field',
    ],
    [
      'a later field',
      { ...POD, spec: { ephemeralContainers: [] } },
      'VALUE_FIELD_UNKNOWN v1 Pod default/a at spec.ephemeralContainers: release 1.9 has no such field',
    ],
    [
      'text for a number',
      { ...POD, spec: { terminationGracePeriodSeconds: '30' } },
      'VALUE_FIELD_INVALID v1 Pod default/a at spec.terminationGracePeriodSeconds: a whole number is expected, not a text',
    ],
    [
      'a number over int32',
      { ...POD, spec: { containers: [{ ports: [{ containerPort: 2147483648 }] }] } },
      'VALUE_FIELD_INVALID v1 Pod default/a at spec.containers[0].ports[0].containerPort: 2147483648 does not fit into int32',
    ],
    [
      'a fraction',
      { ...POD, spec: { activeDeadlineSeconds: 1.5 } },
      'VALUE_FIELD_INVALID v1 Pod default/a at spec.activeDeadlineSeconds: a whole number is expected, not the number 1.5',
    ],
    [
      'a bad time',
      { ...POD, metadata: { creationTimestamp: '2016-02-30T00:00:00Z' } },
      'VALUE_FIELD_INVALID v1 Pod at metadata.creationTimestamp: an RFC 3339 time is expected',
    ],
    [
      'a bad quantity',
      { ...POD, spec: { containers: [{ resources: { limits: { 'x.y/z': '1 Gi' } } }] } },
      'VALUE_FIELD_INVALID v1 Pod default/a at spec.containers[0].resources.limits.["x.y/z"]: a quantity ("500m", "1Gi") is expected',
    ],
    [
      'a map for a list',
      { ...POD, spec: { containers: {} } },
      'VALUE_FIELD_INVALID v1 Pod default/a at spec.containers: a list is expected, not an object',
    ],
    [
      'bad base64',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { k: 'a-b=' } },
      'VALUE_FIELD_INVALID v1 Secret s at data.k: its base64 is malformed',
    ],
    [
      'a kind of later',
      { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 's' } },
      'VALUE_KIND_UNKNOWN discovery.k8s.io/v1 EndpointSlice s: release 1.9 does not know discovery.k8s.io/v1 EndpointSlice',
    ],
    [
      'a kind of before',
      { apiVersion: 'apps/v1alpha1', kind: 'PetSet', metadata: { name: 's' } },
      'VALUE_KIND_UNKNOWN apps/v1alpha1 PetSet s: the protobuf form of apps/v1alpha1 PetSet is not known',
    ],
  ])('refuses %s', (_, object, expected) => {
    const error = failure(() => writeValue(object, protobuf));
    expect(`${error.code} ${error.message}`).toBe(expected.replace('limits.[', 'limits['));
  });

  it('gives unknown fields to whoever takes them, and leaves them out', () => {
    const dropped: [string, Json | undefined][] = [];
    const object = { ...POD, spec: { containers: [], hostname2: 'x', later: null } };
    const bytes = writeValue(object, { ...protobuf, dropUnknownJson: (path, value) => dropped.push([path, value]) });
    expect(dropped).toEqual([['spec.hostname2', 'x']]);
    expect(readValue(KEY, bytes).object?.spec).not.toHaveProperty('hostname2');
  });

  it('matches keys in any case, as servers up to 1.11 did', () => {
    const bytes = writeValue({ ...POD, spec: { NodeName: 'n1', containers: null } }, protobuf);
    expect(readValue(KEY, bytes).object?.spec).toMatchObject({ nodeName: 'n1' });
    expect(failure(() => writeValue({ ...POD, spec: { nodeName: 'a', NodeName: 'b' } }, protobuf)).code).toBe(
      'VALUE_FIELD_UNKNOWN',
    );
  });

  it('refuses to lose unknown wire bytes whose place is gone', () => {
    const unknown = { wire: new Map([['spec.containers[3]', Uint8Array.of(0xe0, 0x3e, 5)]]), spelling: new Map() };
    expect(failure(() => writeValue(POD, { ...protobuf, unknown })).message).toContain(
      'at spec.containers[3]: protobuf fields that Skep does not know',
    );
    const dropped: string[] = [];
    writeValue(POD, { ...protobuf, unknown, dropUnknownJson: (path) => dropped.push(path) });
    expect(dropped).toEqual(['spec.containers[3]']);
  });

  it('sorts map entries by the bytes of their keys', () => {
    const labels = { '\u{1d11e}': 'last', '\uffee': 'third', b: 'second', a: 'first' };
    const bytes = Buffer.from(writeValue({ ...POD, metadata: { labels } }, protobuf));
    const places = ['first', 'second', 'third', 'last'].map((value) => bytes.indexOf(value));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('carries embedded JSON to the byte, until it is changed', () => {
    const revision: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: { name: 'r' },
      data: { a: [1, '<'] },
      revision: 1,
    };
    const bytes = Buffer.from(writeValue(revision, protobuf));
    const raw = '{"a":[1,"\\u003c"]}';
    expect(bytes.includes(raw)).toBe(true);
    // The same length, spelled with blanks and without the escape.
    const respelled = Buffer.from(bytes.toString('latin1').replace(raw, '{"a" : [1,  "<" ]}'), 'latin1');
    const { object, unknown } = readValue(KEY, respelled);
    expect(object?.data).toEqual({ a: [1, '<'] });
    expect(Buffer.from(writeValue(object as KubeObject, { ...protobuf, ...(unknown && { unknown }) })).equals(respelled)).toBe(
      true,
    );
    (object as KubeObject).data = { a: [2] };
    expect(
      Buffer.from(writeValue(object as KubeObject, { ...protobuf, ...(unknown && { unknown }) })).includes('{"a":[2]}'),
    ).toBe(true);
  });

  it('carries int64 beyond 2^53 exactly', () => {
    const text =
      '{"kind":"Pod","apiVersion":"v1","spec":{"activeDeadlineSeconds":9223372036854775807,"terminationGracePeriodSeconds":-9223372036854775807}}';
    const { object } = readValue(KEY, Buffer.from(text));
    const stored = readValue(KEY, writeValue(object as KubeObject, protobuf)).object as KubeObject;
    expect(Buffer.from(writeValue(stored, { release: '1.9', encoding: 'json' })).toString()).toContain(
      '"terminationGracePeriodSeconds":-9223372036854775807,"activeDeadlineSeconds":9223372036854775807',
    );
    const tooLarge = readValue(KEY, Buffer.from(text.replace('5807,', '5808,'))).object as KubeObject;
    expect(failure(() => writeValue(tooLarge, protobuf)).message).toContain('9223372036854775808 does not fit into int64');
  });
});
