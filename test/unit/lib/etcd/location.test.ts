import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../src/lib/errors.js';
import { parseOverride, parseStoreLocation } from '../../../../src/lib/etcd/location.js';

describe('parseStoreLocation', () => {
  it('knows live stores', () => {
    expect(parseStoreLocation('etcd2://10.0.0.1:4001')).toMatchObject({ kind: 'live', api: 'v2', tls: false });
    expect(parseStoreLocation('etcd2s://a:1,b:2')).toMatchObject({ api: 'v2', tls: true });
    expect(parseStoreLocation('etcd3s://etcd-1.example:2379,[fd00::1]:2380/')).toMatchObject({
      api: 'v3',
      tls: true,
      text: 'etcd3s://etcd-1.example:2379,[fd00::1]:2380/',
      endpoints: [
        { host: 'etcd-1.example', port: 2379 },
        { host: 'fd00::1', port: 2380 },
      ],
    });
    expect(parseStoreLocation('etcd3://master')).toMatchObject({ endpoints: [{ host: 'master', port: 2379 }] });
  });

  it.each([
    ['a.db', 'backend'],
    ['/x/snapshot.db.gz', 'backend'],
    ['dump.jsonl', 'dump'],
    ['dump.JSONL.GZ', 'dump'],
    ['backup.tgz', 'archive'],
    ['backup.tar.gz', 'archive'],
    ['/var/lib/etcd', 'directory'],
    ['a.db/member', 'directory'],
  ])('%s is a %s', (text, kind) => {
    expect(parseStoreLocation(text)).toEqual({ kind, text, path: text });
  });

  it.each([
    '',
    '-',
    'etcd4://a:1',
    'etcd3://',
    'etcd3://a:0',
    'etcd3://a:65536',
    'etcd3://a:1,,b:2',
    'etcd3://a:1/path',
    'redis://a:1',
  ])('refuses %j and lists the forms', (text) => {
    expect(() => parseStoreLocation(text)).toThrow(
      expect.objectContaining({
        code: 'STORE_NOT_A_STORE',
        hints: expect.arrayContaining([expect.stringContaining('PATH.jsonl')]) as unknown,
      }),
    );
  });

  it('says which scheme stands for http', () => {
    expect(() => parseStoreLocation('https://a:2379')).toThrow(/etcd2s:\/\/... or etcd3s:\/\//);
  });

  it('keeps passwords out of addresses and out of its message', () => {
    for (const text of ['etcd3://root:s3cret@a:2379', 'http://root:s3cret@a:2379']) {
      expect(() => parseStoreLocation(text)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('s3cret') as unknown }),
      );
    }
  });

  it('takes any text without another kind of error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `etcd3://${rest}`),
        ),
        (text) => {
          try {
            expect(parseStoreLocation(text).text).toBe(text);
          } catch (error) {
            expect(isSkepError(error)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('parseOverride', () => {
  it('takes a source alone, or with a target', () => {
    expect(parseOverride('events=events.db')).toMatchObject({ resource: 'events', source: { kind: 'backend' } });
    expect(parseOverride('/events=etcd2://a:1')).toMatchObject({ resource: 'events', source: { api: 'v2' } });
    expect(parseOverride('events=etcd2://a:1,etcd3://b:2')).toMatchObject({ source: { api: 'v2' }, target: { api: 'v3' } });
    expect(parseOverride('events=old.tgz,new.db')).toMatchObject({ source: { kind: 'archive' }, target: { kind: 'backend' } });
    expect(parseOverride('events=dir-a,dir-b')).toMatchObject({ source: { path: 'dir-a' }, target: { path: 'dir-b' } });
  });

  it('tells further endpoints from a target', () => {
    expect(parseOverride('events=etcd2://a:1,b:2,c')).toMatchObject({ source: { endpoints: [{}, {}, { host: 'c' }] } });
    expect(parseOverride('events=etcd2://a:1,b:2,etcd3://c:3,d:4')).toMatchObject({
      source: { endpoints: [{ host: 'a' }, { host: 'b' }] },
      target: { endpoints: [{ host: 'c' }, { host: 'd' }] },
    });
    expect(parseOverride('events=etcd2://a:1,b:2,./out')).toMatchObject({
      source: { endpoints: [{}, {}] },
      target: { path: './out' },
    });
  });

  it.each(['events', '=a.db', 'events=', 'Ev ents=a.db', 'events=a.db,b.db,c.db'])('refuses %j', (text) => {
    expect(() => parseOverride(text)).toThrow(expect.objectContaining({ code: 'USAGE_INVALID' }));
  });
});
