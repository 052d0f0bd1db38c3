import { describe, expect, it } from 'vitest';
import { eventDocument, levelOf, textOf } from '../../../../src/lib/events/event.js';
import type { SkepEvent } from '../../../../src/lib/events/event.js';
import { EVENTS } from '../../../../src/lib/events/registry.js';

describe('the registry of events', () => {
  it('is sorted, and every code is area.what', () => {
    const codes = Object.keys(EVENTS);
    expect(codes).toEqual([...codes].sort());
    for (const code of codes) expect(code).toMatch(/^[a-z]+\.[a-z]+$/);
  });

  it('ends every "when" with a full stop, for the page that is made of it', () => {
    for (const { when } of Object.values(EVENTS)) expect(when).toMatch(/^[A-Z].*\.$/);
  });

  it('shows an event as one document with code, level, time, text and data', () => {
    const event: SkepEvent = {
      code: 'step.failed',
      at: Date.UTC(2026, 0, 2),
      runId: 'r-1',
      data: { step: 'hosts/a', title: 'roll a', message: 'no route to host' },
    };
    expect(eventDocument(event)).toEqual({
      apiVersion: 'skep.io/v1',
      kind: 'Event',
      code: 'step.failed',
      level: 'error',
      at: '2026-01-02T00:00:00.000Z',
      run: 'r-1',
      text: 'hosts/a failed: no route to host',
      data: event.data,
    });
  });

  it('raises the level of an end that is a failure', () => {
    const data = { outcome: 'failed', done: 1, failed: 1, steps: 2, durationMs: 5, next: 'skep run resume r-1' } as const;
    expect(levelOf({ code: 'run.ended', at: 0, runId: 'r', data })).toBe('error');
    expect(levelOf({ code: 'run.ended', at: 0, runId: 'r', data: { ...data, outcome: 'succeeded' } })).toBe('info');
    expect(textOf({ code: 'run.ended', at: 0, runId: 'r', data })).toBe(
      'failed: 1 of 2 steps done, 1 failed; skep run resume r-1',
    );
  });
});
