import { describe, expect, it } from 'vitest';
import type { SkepEvent } from '../../../../../src/lib/events/event.js';
import type { EventCode, EventData } from '../../../../../src/lib/events/registry.js';
import { paintFor } from '../../../../../src/lib/output/color.js';
import { RunBoard } from '../../../../../src/lib/output/run/board.js';
import { treeView } from '../../../../../src/lib/output/run/tree-text.js';

const paint = paintFor({ color: false });

function said<C extends EventCode>(code: C, data: EventData<C>, at = 0): SkepEvent {
  return { code, at, runId: 'r', data } as unknown as SkepEvent;
}

function boardOf(groups: number, each: number): RunBoard {
  const steps = Array.from({ length: groups * each }, (_, index) => ({
    id: `g${Math.floor(index / each)}/s${index % each}`,
    title: `step ${index}`,
  }));
  const board = new RunBoard({ runId: 'r', steps });
  board.take(
    said(
      'run.started',
      { by: 'a', to: 'run', kind: 'k', target: 't', steps: steps.length, left: steps.length, again: false },
      1000,
    ),
  );
  return board;
}

const start = (step: string, at = 1000) => said('step.started', { step, title: step, attempt: 1 }, at);
const done = (step: string, at = 2000) => said('step.done', { step, title: step, how: 'ran', durationMs: 1000 }, at);

describe('the board of a run', () => {
  it('counts by group, and estimates the rest by what was done', () => {
    const board = boardOf(2, 2);
    board.take(start('g0/s0'));
    board.take(done('g0/s0'));
    expect(board.counts).toEqual({ done: 1, steps: 4, failed: 0 });
    expect(board.leftMs(2000)).toBe(3000);
    expect(board.groups.map(({ name, done: count, total }) => [name, count, total])).toEqual([
      ['g0', 1, 2],
      ['g1', 0, 2],
    ]);
  });

  it('keeps failures in sight until they are mended, and counts an undo down from what was changed', () => {
    const board = boardOf(1, 3);
    board.take(start('g0/s0'));
    board.take(said('step.failed', { step: 'g0/s0', title: 'x', message: 'boom' }));
    expect(board.groups[0]?.failures).toEqual([{ id: 'g0/s0', message: 'boom', final: true }]);
    board.take(done('g0/s0'));
    board.take(done('g0/s1'));
    expect(board.groups[0]?.failures).toEqual([]);
    board.take(said('run.started', { by: 'a', to: 'undo', kind: 'k', target: 't', steps: 3, left: 2, again: true }, 3000));
    expect(board.counts).toEqual({ done: 0, steps: 2, failed: 0 });
  });

  it('says what is awaited with the command to type, until it is over', () => {
    const board = boardOf(1, 1);
    const lock = {
      lock: 'cluster/prod',
      holder: 'bert',
      reason: 'certificates',
      since: 0,
      waiting: 1,
      command: 'skep lock show cluster/prod',
    };
    board.take(said('lock.waiting', lock));
    expect(board.awaits(60_000)).toEqual([
      { text: 'waits for the lock cluster/prod, held by bert for 1m00s (certificates)', command: 'skep lock show cluster/prod' },
    ]);
    board.take(said('lock.taken', { lock: 'cluster/prod', number: 2 }));
    expect(board.awaits(60_000)).toEqual([]);
  });
});

describe('the tree of a run', () => {
  it('folds many groups, but none that runs or failed', () => {
    const board = boardOf(40, 3);
    for (const step of ['g0/s0', 'g0/s1', 'g0/s2']) board.take(done(step));
    board.take(start('g1/s0'));
    board.take(said('step.failed', { step: 'g2/s0', title: 'x', message: 'boom' }));
    const view = treeView(board, 80, 3000, paint);
    expect([...view.groups].filter(([, { title }]) => title !== '').map(([name]) => name)).toEqual(['g1', 'g2']);
    expect(view.folded).toBe('1 groups done (3 steps), 37 groups to come (111 steps)');
    expect(view.groups.get('g2')?.below).toContain('boom');
  });

  it.each([40, 80, 200])('keeps every line but commands within %i columns, and prints no control characters', (width) => {
    const board = boardOf(1, 300);
    for (let index = 0; index < 50; index += 1) board.take(start(`g0/s${index}`));
    board.take(said('step.failed', { step: 'g0/s60', title: 'x', message: `\u001b[2J${'long '.repeat(100)}` }));
    const { groups, status } = treeView(board, width, 3000, paint);
    const lines = [...groups.values()].flatMap(({ below }) => below.split('\n')).concat(status.title);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    expect(lines.join('')).not.toContain('\u001b');
  });
});
