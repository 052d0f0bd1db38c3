import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintFor } from '../../../../src/lib/output/color.js';
import type { Column } from '../../../../src/lib/output/table.js';
import { renderTable } from '../../../../src/lib/output/table.js';
import { displayWidth, printable, truncate, truncateStart } from '../../../../src/lib/output/width.js';

interface Row {
  readonly key: string;
  readonly size: number;
  readonly note: string;
}
const COLUMNS: readonly Column<Row>[] = [
  { title: 'KEY', value: (row) => row.key, cut: 'start' },
  { title: 'SIZE', value: (row) => String(row.size), align: 'right' },
  { title: 'NOTE', value: (row) => row.note, cut: 'end' },
];
const plain = paintFor({ color: false });
const lines = (rows: readonly Row[], width: number | undefined): string[] =>
  renderTable(COLUMNS, rows, width, plain).trimEnd().split('\n');

describe('a table', () => {
  it('aligns, and cuts nothing without a terminal', () => {
    const key = `/registry/pods/${'a'.repeat(200)}`;
    expect(
      lines(
        [
          { key, size: 5, note: 'x' },
          { key: '/b', size: 12345, note: '' },
        ],
        undefined,
      ),
    ).toEqual([`KEY${' '.repeat(key.length - 3)}   SIZE  NOTE`, `${key}      5  x`, `/b${' '.repeat(key.length - 2)}  12345`]);
  });

  it('fits every terminal that is not narrower than its least, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: cell, size: fc.nat(999_999), note: cell }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 40, max: 200 }),
        (rows, width) => {
          for (const line of lines(rows, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('leaves optional columns out where there is no room, and never in a pipe', () => {
    const columns: readonly Column<Row>[] = [
      { title: 'KEY', value: (row) => row.key, cut: 'start' },
      { title: 'BEFORE', value: (row) => row.note, optional: true },
    ];
    const row = { key: 'k'.repeat(30), size: 1, note: 'n'.repeat(30) };
    expect(renderTable(columns, [row], 62, plain)).toContain('BEFORE');
    expect(renderTable(columns, [row], 61, plain)).toBe(`KEY\n${row.key}\n`);
    expect(renderTable(columns, [row], undefined, plain)).toContain('BEFORE');
  });

  it('keeps the end of a key and the beginning of a text', () => {
    const [, row = ''] = lines(
      [{ key: `/registry/pods/${'long'.repeat(20)}/web-0`, size: 1, note: 'the beginning tells '.repeat(8) }],
      60,
    );
    expect(row).toMatch(/^….*\/web-0 /);
    expect(row).toMatch(/ the beginning.*…$/);
  });

  it('lets no control character of a key reach the terminal', () => {
    expect(printable('a\u001b[31mb\nc\u202e')).toBe('a\\x1b[31mb\\x0ac\\u{202e}');
    expect(renderTable(COLUMNS, [{ key: '\u001b]0;owned\u0007', size: 1, note: '' }], undefined, plain)).not.toContain('\u001b');
  });

  it('measures wide and combining characters as a terminal does', () => {
    expect([displayWidth('abc'), displayWidth('日本'), displayWidth('e\u0301'), displayWidth('')]).toEqual([3, 4, 1, 0]);
    expect(truncate('日本語', 5)).toBe('日本…');
    expect(truncateStart('日本語', 4)).toBe('…語');
  });
});
