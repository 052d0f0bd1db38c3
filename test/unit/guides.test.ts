import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

/** Every code that the sources below a folder can say of one object: notes, refusals and rules that drop. */
function codesIn(folder: string): readonly string[] {
  const files = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const found = files.flatMap((name) => {
    const text = readFileSync(new URL(`${folder}/${name}`, root), 'utf8');
    const patterns = [
      /\bcode: '([a-z][a-z-]+)'/g,
      /\bdrop: '([a-z-]+)'/g,
      /new MigrationRefusal\(\s*'([a-zA-Z_-]+)'/g,
      /\? '([a-z]+(?:-[a-z]+)+)' : '[a-z]+(?:-[a-z]+)+'/g,
    ];
    return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));
  });
  return [...new Set(found)].sort();
}

describe('the guides name every code', () => {
  test.each([
    ['1.0-1.3', 'docs/guides/migrate-1.0-to-1.3.md'],
    ['1.3-1.9', 'docs/guides/migrate-1.3-to-1.9.md'],
  ])('of %s', (folder, guide) => {
    const text = readFileSync(new URL(guide, root), 'utf8');
    const codes = codesIn(`src/migrations/${folder}`);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });

  test('of every step', () => {
    const text = readFileSync(new URL('docs/guides/migrate-1.3-to-1.9.md', root), 'utf8');
    expect(codesIn('src/lib/migrate/pipeline').filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});
