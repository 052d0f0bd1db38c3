import { describe, expect, it } from 'vitest';
import { EndpointRing, TryElsewhere } from '../../../../src/lib/etcd/endpoint-ring.js';

const ring = () => new EndpointRing(['a', 'b', 'c'].map((host) => ({ host, port: 1 })));

describe('EndpointRing', () => {
  it('stays with a member that answers, and goes on to the next when it does not', async () => {
    const tried: string[] = [];
    const members = ring();
    const down = new Set(['a']);
    const call = () =>
      members.call((_, { host }) => {
        tried.push(host);
        return down.has(host) ? Promise.reject(new TryElsewhere(new Error(`${host} is away`))) : Promise.resolve(host);
      });
    expect(await call()).toBe('b');
    expect(await call()).toBe('b');
    down.add('b');
    expect(await call()).toBe('c');
    expect(tried).toEqual(['a', 'b', 'b', 'b', 'c']);
  });

  it('gives up after three rounds with the last reason', async () => {
    let tries = 0;
    const call = ring().call((_, { host }) => Promise.reject(new TryElsewhere(new Error(`${host} ${String(++tries)}`))));
    await expect(call).rejects.toThrow('c 9');
    expect(tries).toBe(9);
  });

  it('does not repeat what another member would refuse too', async () => {
    let tries = 0;
    const call = ring().call(() => {
      tries++;
      return Promise.reject(new Error('no such user'));
    });
    await expect(call).rejects.toThrow('no such user');
    expect(tries).toBe(1);
  });

  it('turns once for calls that fail together', async () => {
    const members = ring();
    const call = () =>
      members.call((index, { host }) =>
        index === 0 ? Promise.reject(new TryElsewhere(new Error('away'))) : Promise.resolve(host),
      );
    expect(await Promise.all([call(), call(), call(), call()])).toEqual(['b', 'b', 'b', 'b']);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const call = ring().call(() => {
      controller.abort();
      return Promise.reject(new TryElsewhere(new Error('away')));
    }, controller.signal);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
