import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressLine, streamProgress } from '../../../../src/lib/output/progress.js';
import { memoryStream } from './memory-terminal.js';

describe('progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('off a terminal tells nothing of what is over at once', () => {
    const stream = memoryStream();
    const progress = streamProgress(stream, Date.now);
    progress.update({ doing: 'reading', done: 10, unit: 'keys' });
    vi.advanceTimersByTime(1500);
    progress.stop();
    vi.advanceTimersByTime(60_000);
    expect(stream.text).toBe('');
  });

  it('off a terminal tells each thing once, then every 30 s, also when nothing moves', () => {
    const stream = memoryStream();
    const progress = streamProgress(stream, Date.now);
    progress.update({ doing: 'reading', done: 10, total: 40, unit: 'keys' });
    vi.advanceTimersByTime(33_000);
    expect(stream.text.trimEnd().split('\n')).toHaveLength(2);
    progress.update({ doing: 'writing', done: 1, unit: 'keys' });
    vi.advanceTimersByTime(3_000);
    expect(stream.text.trimEnd().split('\n').at(-1)).toMatch(/^writing: 1 keys/);
    progress.stop();
  });

  it('on a terminal rewrites one line, not more often than can be read, and leaves it clean', () => {
    const stream = memoryStream({ columns: 40 });
    const progress = streamProgress(stream, Date.now);
    for (let done = 0; done < 1000; done += 1) {
      progress.update({ doing: 'reading the source', done, total: 1000, unit: 'keys' });
      vi.advanceTimersByTime(1);
    }
    progress.stop();
    expect(stream.text).not.toContain('\n');
    expect(stream.text.endsWith('\r\u001b[K')).toBe(true);
    expect(stream.text.split('\r').length).toBeLessThan(20);
  });

  it('tells share, rate and what is left', () => {
    expect(progressLine({ doing: 'writing', done: 250, total: 1000, unit: 'keys' }, 50, 5000)).toBe(
      'writing: 250 of 1,000 keys (25%), 50/s, 15.0s left',
    );
    expect(progressLine({ doing: 'reading', done: 7, unit: 'keys' }, 0, 61_000)).toBe('reading: 7 keys, 1m01s so far');
  });
});
