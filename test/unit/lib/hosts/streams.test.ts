import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine, withEnvironment } from '../../../../src/lib/hosts/command-line.js';
import { MarkerFilter } from '../../../../src/lib/hosts/markers.js';
import { OutputKeeper } from '../../../../src/lib/hosts/output.js';
import { Slots } from '../../../../src/lib/hosts/ssh/slots.js';
import { parseJump, parseSshConfig } from '../../../../src/lib/hosts/ssh/ssh-config.js';

/** Cuts bytes into pieces of these sizes, over and over. */
function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.subarray(from, from + size));
    from += size;
  }
  return pieces;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const noise = fc.array(fc.oneof(fc.constantFrom('\x1e', '\x1eskep', '\x1eskep N', '\x1eskep M x\n', '\n', 'text'), fc.string()), {
  maxLength: 6,
});

describe('what comes from a host', () => {
  it('markers are taken out wherever the pieces are cut, and nothing else is', () => {
    fc.assert(
      fc.property(noise, noise, sizes, (before, after, pieces) => {
        const words: string[] = [];
        const filter = new MarkerFilter('N', (marker) => words.push(marker.join(' ')));
        const bytes = Buffer.from(`${before.join('')}\x1eskep N ended 3\n${after.join('')}`);
        const kept = [...cut(bytes, pieces).map((piece) => filter.push(piece)), filter.end()];
        expect(words).toEqual(['ended 3']);
        expect(Buffer.concat(kept).toString()).toBe(Buffer.from(before.join('') + after.join('')).toString());
      }),
    );
  });

  it('lines are the same however the pieces are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), sizes, (text, pieces) => {
        const lines: string[] = [];
        const keeper = new OutputKeeper(5, (line) => lines.push(line));
        const bytes = Buffer.from(text);
        for (const piece of cut(bytes, pieces)) keeper.push(piece);
        keeper.end();
        const expected = bytes.toString().split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(lines).toEqual(expected);
        expect(Buffer.from(keeper.bytes)).toEqual(bytes.subarray(0, 5));
        expect(keeper.truncated).toBe(bytes.length > 5);
      }),
    );
  });

  it('a line without an end comes in pieces', () => {
    const lines: number[] = [];
    const keeper = new OutputKeeper(0, (line) => lines.push(line.length));
    for (let n = 0; n < 200; n++) keeper.push(Buffer.alloc(1000, 'x'));
    keeper.end();
    expect(lines).toEqual([65536, 65536, 65536, 3392]);
  });
});

describe('what goes to a host', () => {
  it('quotes once', () => {
    expect(commandLine(['echo', "it's", '', 'a b', '$x'])).toBe(String.raw`echo 'it'\''s' '' 'a b' '$x'`);
    expect(() => commandLine(['x'.repeat(200_000)])).toThrow('too many for ssh');
    expect(() => commandLine(['a', '\ud800'])).toThrow('well-formed');
    expect(() => withEnvironment(['-x'], undefined)).toThrow('program');
  });

  it('places are given in order, and an abort leaves the queue', async () => {
    const slots = new Slots(1);
    await slots.take();
    const abort = new AbortController();
    const order: string[] = [];
    const first = slots.take(abort.signal).catch((error: unknown) => order.push(String(error)));
    const second = slots.take().then(() => order.push('second'));
    abort.abort(new Error('no more'));
    slots.give();
    await Promise.all([first, second]);
    expect(order.toSorted()).toEqual(['Error: no more', 'second']);
    expect(slots.taken).toBe(1);
  });
});

describe('the ssh configuration', () => {
  it('reads what ssh -G says', () => {
    const config = parseSshConfig(
      'web',
      [
        'hostname 10.0.0.1',
        'port 2222',
        'user ops',
        'identityfile ~/.ssh/%h',
        'identityfile /k',
        'identitiesonly yes',
        'proxyjump a,ops@b:22',
      ].join('\n'),
      '/home/ops',
    );
    expect(config).toMatchObject({
      hostname: '10.0.0.1',
      port: 2222,
      user: 'ops',
      identityFiles: ['/home/ops/.ssh/10.0.0.1', '/k'],
      identitiesOnly: true,
      proxyJump: ['a', 'ops@b:22'],
      connectTimeoutMs: 30_000,
    });
    expect(() => parseSshConfig('web', 'proxycommand nc %h %p', '/')).toThrow('ProxyCommand');
  });

  it.each([
    ['host', { host: 'host' }],
    ['u@host:22', { host: 'host', user: 'u', port: 22 }],
    ['ssh://u@host:2222', { host: 'host', user: 'u', port: 2222 }],
    ['u@[::1]:22', { host: '::1', user: 'u', port: 22 }],
  ])('%s is a hop', (text, expected) => {
    expect(parseJump(text)).toEqual(expected);
  });

  it.each(['', 'a b:c', ':22'])('"%s" is none', (text) => {
    expect(() => parseJump(text)).toThrow('ProxyJump');
  });
});
