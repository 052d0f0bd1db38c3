import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printList, printReport, tableOf } from '../../../../src/lib/output/print.js';
import type { ListResult, ReportResult } from '../../../../src/lib/output/result.js';
import { memoryTerminal } from './memory-terminal.js';

interface Item {
  readonly key: string;
  readonly size: number;
}

function listOf(items: Iterable<Item>): ListResult<Item> {
  return {
    kind: 'KeyList',
    metadata: { store: 'a.db' },
    items,
    columns: [
      { title: 'KEY', value: (item) => item.key },
      { title: 'SIZE', value: (item) => String(item.size), align: 'right' },
    ],
    name: (item) => item.key,
    empty: 'nothing there',
  };
}

const TWO = [
  { key: '/a', size: 1 },
  { key: '/b: #\n', size: 22 },
];

describe('a list', () => {
  it('is the same document in JSON and YAML', async () => {
    const [json, yaml] = [memoryTerminal(), memoryTerminal()];
    await printList(json, 'json', listOf(TWO));
    await printList(yaml, 'yaml', listOf(TWO));
    const expected = { apiVersion: 'skep.io/v1', kind: 'KeyList', metadata: { store: 'a.db' }, items: TWO };
    expect(JSON.parse(json.out.text)).toEqual(expected);
    expect(parse(yaml.out.text)).toEqual(expected);
  });

  it('is a valid document when it is empty, and says so to a person only', async () => {
    for (const format of ['json', 'yaml'] as const) {
      const terminal = memoryTerminal();
      await printList(terminal, format, listOf([]));
      expect((parse(terminal.out.text) as { items: unknown }).items).toEqual([]);
      expect(terminal.err.text).toBe('');
    }
    const terminal = memoryTerminal();
    await printList(terminal, 'table', listOf([]));
    expect([terminal.out.text, terminal.err.text]).toEqual(['', 'nothing there\n']);
  });

  it('is one line a name', async () => {
    const terminal = memoryTerminal();
    await printList(terminal, 'name', listOf(TWO));
    expect(terminal.out.text).toBe('/a\n/b: #\\x0a\n');
  });

  it('stops reading when the reader has gone', async () => {
    let taken = 0;
    function* endless(): Generator<Item> {
      while (taken < 100_000) yield { key: `/${'x'.repeat(100)}${taken}`, size: (taken += 1) };
    }
    const terminal = memoryTerminal({ closeAfter: 1000 });
    await printList(terminal, 'name', listOf(endless()));
    expect(taken).toBeLessThan(2000);
  });

  it('prints rows beyond those that it measured', async () => {
    const terminal = memoryTerminal();
    const items = Array.from({ length: 2500 }, (_, size) => ({ key: `/${'k'.repeat(size === 2400 ? 30 : 1)}`, size }));
    expect(await printList(terminal, 'table', listOf(items))).toBe(2500);
    expect(terminal.out.text.split('\n')).toHaveLength(2502);
  });
});

describe('a report', () => {
  const report: ReportResult = {
    kind: 'Thing',
    metadata: { store: 'a.db' },
    result: { count: 2 },
    warnings: ['hidden nodes: 3'],
    sections: [
      { lines: () => ['two things'] },
      { title: 'Empty', table: tableOf([{ title: 'X', value: String }], []) },
      { title: 'Full', table: tableOf([{ title: 'X', value: String }], [1, 2]) },
    ],
    names: ['one', 'two'],
  };

  it('shows sections that have something, and warnings on stderr', async () => {
    const terminal = memoryTerminal();
    await printReport(terminal, 'table', report);
    expect(terminal.out.text).toBe('two things\n\nFull\nX\n1\n2\n');
    expect(terminal.err.text).toBe('warning: hidden nodes: 3\n');
  });

  it('carries warnings inside the document in JSON', async () => {
    const terminal = memoryTerminal();
    await printReport(terminal, 'json', report);
    expect(JSON.parse(terminal.out.text)).toEqual({
      apiVersion: 'skep.io/v1',
      kind: 'Thing',
      metadata: { store: 'a.db' },
      result: { count: 2 },
      warnings: ['hidden nodes: 3'],
    });
    expect(terminal.err.text).toBe('');
  });
});
