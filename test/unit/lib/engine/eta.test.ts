import { describe, expect, it } from 'vitest';
import { estimateRest, typicalDurations } from '../../../../src/lib/engine/eta.js';
import type { EtaRequest } from '../../../../src/lib/engine/eta.js';
import { buildGraph } from '../../../../src/lib/engine/graph.js';
import type { Step } from '../../../../src/lib/engine/plan.js';
import { aStep } from './plan-fixtures.js';

const request = (steps: readonly Step[], overrides: Partial<EtaRequest> = {}): EtaRequest => ({
  steps,
  graph: buildGraph(steps),
  limits: { concurrency: Infinity },
  typical: new Map([['noop', 100]]),
  isOver: () => false,
  runningFor: () => 0,
  ...overrides,
});
const chain = [aStep('a'), aStep('b', { needs: ['a'] }), aStep('c', { needs: ['b'] })];
const wide = Array.from({ length: 10 }, (_, index) => aStep(`s${index}`, { class: `host:${index % 2}` }));

describe('typicalDurations', () => {
  it('is the median of each kind', () => {
    const samples = [1, 100, 2, 3_600_000].map((milliseconds) => ({ kind: 'drain', milliseconds }));
    expect(typicalDurations([...samples, { kind: 'cordon', milliseconds: 7 }])).toEqual(
      new Map([
        ['drain', 51],
        ['cordon', 7],
      ]),
    );
  });
});

describe('estimateRest', () => {
  it('is the longest chain when nothing limits', () => {
    expect(estimateRest(request([...chain, aStep('x')]))).toEqual({ milliseconds: 300, bound: { kind: 'chain' }, guessed: [] });
  });

  it('leaves out what is over, and what of a running step is over', () => {
    const eta = estimateRest(request(chain, { isOver: (index) => index === 0, runningFor: (index) => (index === 1 ? 30 : 0) }));
    expect(eta?.milliseconds).toBe(170);
    expect(estimateRest(request(chain, { isOver: (index) => index < 2, runningFor: () => 5000 }))?.milliseconds).toBe(0);
  });

  it.each([
    ['all', { concurrency: 3 }, 1000 / 3],
    ['host:0', { concurrency: 99, classes: { 'host:0': { concurrency: 1 } } }, 500],
    ['host:0', { concurrency: 99, families: { host: { ratePerSecond: 2 } } }, 2500],
  ])('is what the limit %s makes of it', (name, limits, milliseconds) => {
    expect(estimateRest(request(wide, { limits }))).toEqual({ milliseconds, bound: { kind: 'limit', name }, guessed: [] });
  });

  it('takes the median over all kinds for one that never ran, and says so', () => {
    const steps = [aStep('a', { kind: 'new' })];
    const typical = new Map([
      ['x', 10],
      ['y', 20],
      ['z', 1000],
    ]);
    expect(estimateRest(request(steps, { typical }))).toEqual({ milliseconds: 20, bound: { kind: 'chain' }, guessed: ['new'] });
  });

  it('knows nothing before the first run', () => {
    expect(estimateRest(request(chain, { typical: new Map() }))).toBeUndefined();
  });
});
