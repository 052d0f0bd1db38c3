import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinByName } from '../../../../src/lib/shadow/join.js';

async function* batches<T>(items: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield await Promise.resolve(items.slice(at, at + size));
}

async function joined(
  left: readonly string[],
  right: readonly string[],
  sizes: readonly [number, number],
): Promise<readonly string[]> {
  const lines: string[] = [];
  const same = { left: (item: string) => item, right: (item: string) => item };
  for await (const pair of joinByName(batches(left, sizes[0]), batches(right, sizes[1]), same)) {
    lines.push(`${pair.name}:${pair.left === undefined ? '' : 'l'}${pair.right === undefined ? '' : 'r'}`);
  }
  return lines.sort();
}

describe('joinByName', () => {
  it('pairs what stands on both sides and keeps what does not', async () => {
    expect(await joined(['a', 'b', 'd'], ['b', 'c', 'd'], [2, 1])).toEqual(['a:l', 'b:lr', 'c:r', 'd:lr']);
  });

  it('gives each name once, in whatever order and batches the sides come', async () => {
    const names = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 40 });
    const size = fc.integer({ min: 1, max: 7 });
    await fc.assert(
      fc.asyncProperty(names, names, size, size, async (left, right, leftSize, rightSize) => {
        const all = [...new Set([...left, ...right])];
        const expected = all.map((name) => `${name}:${left.includes(name) ? 'l' : ''}${right.includes(name) ? 'r' : ''}`).sort();
        expect(await joined(left, right, [leftSize, rightSize])).toEqual(expected);
      }),
    );
  });

  it('keeps little waiting when both sides come in the same order', async () => {
    let taken = 0;
    let most = 0;
    async function* counted(step: number): AsyncGenerator<readonly number[]> {
      for (let at = 0; at < 2000; at += step) {
        taken += step;
        yield await Promise.resolve(Array.from({ length: step }, (_, index) => at + index));
      }
    }
    for await (const { name } of joinByName(counted(50), counted(80), { left: String, right: String })) {
      taken -= name === '' ? 0 : 2;
      most = Math.max(most, taken);
    }
    expect(most).toBeLessThan(300);
  });

  it('closes the other side when one fails', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<readonly string[]> {
      try {
        for (;;) yield await Promise.resolve(['x']);
      } finally {
        closed = true;
      }
    }
    async function* failing(): AsyncGenerator<readonly string[]> {
      yield await Promise.resolve(['a']);
      throw new Error('gone');
    }
    const run = async (): Promise<void> => {
      const pairs = joinByName(failing(), endless(), { left: (item) => item, right: (item) => item });
      while ((await pairs.next()).done !== true);
    };
    await expect(run()).rejects.toThrow('gone');
    expect(closed).toBe(true);
  });
});
