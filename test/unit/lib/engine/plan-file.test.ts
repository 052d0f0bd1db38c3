import { describe, expect, it } from 'vitest';
import { decodePlan, encodePlan, readPlan } from '../../../../src/lib/engine/plan-file.js';
import { planHash, sealPlan } from '../../../../src/lib/engine/seal-plan.js';
import { EXIT, isSkepError } from '../../../../src/lib/errors.js';
import { aDraft, aPlan, aStep } from './plan-fixtures.js';

const kinds = new Map([['noop', { version: 1 }]]);
const options = { fileName: 'roll.plan', kinds };

const plan = aPlan(
  [aStep('a'), aStep('b', { needs: ['a'], group: 'g', approval: 'look at a', input: { deep: [1, { x: null }] } })],
  {
    budgets: [{ group: 'g', failures: 2 }],
    pointOfNoReturn: 'b',
    fingerprint: { store: 'abc' },
    wanted: { to: '1.9' },
  },
);

describe('a saved plan', () => {
  it('comes back as it was', () => {
    expect(decodePlan(encodePlan(plan), options)).toEqual(plan);
  });

  it('is laid out for people, and a new layout is no edit', () => {
    const text = new TextDecoder().decode(encodePlan(plan));
    expect(text).toMatch(/^\{\n {2}"id"/);
    expect(decodePlan(bytes(JSON.stringify(JSON.parse(text))), options)).toEqual(plan);
  });

  it('has a hash of what it does, not of when and as what it was made', () => {
    const draft = aDraft([aStep('a')]);
    const { hash } = sealPlan(draft);
    // Computed by another program (Python's json and hashlib) over the same members.
    expect(hash).toBe('815cf6ae0a9dc561f48fc8042bde8be51a5288275273cdfdb73e8c81c3cb0776');
    expect(sealPlan({ ...draft, id: 'other', createdAt: 5 }).hash).toBe(hash);
    expect(sealPlan({ ...draft, planTime: 5 }).hash).not.toBe(hash);
    expect(sealPlan({ ...draft, fingerprint: { a: 'b' } }).hash).not.toBe(hash);
    expect(sealPlan({ ...draft, steps: [aStep('a', { priority: 1 })] }).hash).not.toBe(hash);
    expect(planHash(sealPlan(draft))).toBe(hash);
  });
});

describe('a plan that is refused', () => {
  it.each([
    [
      'a target',
      (text: string) => text.replace('"nowhere"', '"somewhere"'),
      'PLAN_EDITED',
      'the plan roll.plan was changed after it was made',
    ],
    ['a deep input', (text: string) => text.replace('"x": null', '"x": 1'), 'PLAN_EDITED', 'its hash does not match'],
    [
      'a need less',
      (text: string) => text.replace('"needs": [\n        "a"\n      ]', '"needs": []'),
      'PLAN_EDITED',
      'its hash does not match',
    ],
    ['the hash', (text: string) => text.replace(/"hash": "./, '"hash": "-'), 'PLAN_EDITED', 'its hash does not match'],
    ['no JSON', (text: string) => text.slice(0, -5), 'PLAN_MALFORMED', 'roll.plan is no plan: it is not JSON'],
    ['another document', () => '{"kind": "MigrationRules"}', 'PLAN_MALFORMED', 'roll.plan is no plan: format: '],
    ['a list', () => '[]', 'PLAN_MALFORMED', 'roll.plan is no plan: the plan: '],
    [
      'a wrong type',
      (text: string) => text.replace('"priority": 0', '"priority": "high"'),
      'PLAN_MALFORMED',
      'steps[0].priority: ',
    ],
    [
      'no attempt',
      (text: string) => text.replace('"attempts": 1', '"attempts": 0'),
      'PLAN_MALFORMED',
      'steps[0].retry.attempts: ',
    ],
    [
      'an unknown field',
      (text: string) => text.replace('"kind": "test"', '"kind": "test", "force": true'),
      'PLAN_MALFORMED',
      '"force"',
    ],
    [
      'half a pair',
      (text: string) => text.replace('"nowhere"', '"\\ud800"'),
      'PLAN_MALFORMED',
      'the plan roll.plan: target holds half',
    ],
    [
      'a newer format',
      (text: string) => text.replace('"format": 1', '"format": 2, "new": {}'),
      'PLAN_FORMAT_NEWER',
      'by Skep 0.1.0 in format 2, this Skep knows 1',
    ],
  ])('%s', (_name, edit, code, message) => {
    const before = new TextDecoder().decode(encodePlan(plan));
    const after = edit(before);
    expect(after).not.toBe(before);
    const error = refusal(() => decodePlan(bytes(after), options));
    expect(error).toMatchObject({ code, exitCode: EXIT.refused });
    expect(error.message).toContain(message);
    expect(error.hints).not.toHaveLength(0);
  });

  it('is not UTF-8', () => {
    expect(refusal(() => decodePlan(new Uint8Array([0x7b, 0xff, 0x7d]), options)).message).toBe(
      'roll.plan is no plan: it is not UTF-8',
    );
  });

  it('has steps of a kind that is not known here, though it can be looked at', () => {
    const strange = encodePlan(aPlan([aStep('a'), aStep('b', { kind: 'teleport' })]));
    const error = refusal(() => decodePlan(strange, options));
    expect(error.message).toBe('the plan roll.plan: step b is of the kind teleport, which this Skep does not know');
    expect(error.code).toBe('PLAN_STEP_KIND_UNKNOWN');
    expect(readPlan(strange, 'roll.plan').steps).toHaveLength(2);
  });

  it('has steps for another version of their kind', () => {
    const older = encodePlan(aPlan([aStep('a', { kindVersion: 3 })]));
    const error = refusal(() => decodePlan(older, options));
    expect(error.message).toBe('the plan roll.plan: step a is for version 3 of the kind noop, and this Skep has version 1');
    expect(error.code).toBe('PLAN_STEP_KIND_VERSION');
  });

  it.each([
    ['PLAN_CYCLE', [aStep('a', { needs: ['b'] }), aStep('b', { needs: ['a'] })], {}, 'a -> b -> a'],
    ['PLAN_NEED_UNKNOWN', [aStep('a', { needs: ['x'] })], {}, 'a needs x'],
    ['PLAN_STEP_DUPLICATE', [aStep('a'), aStep('a')], {}, 'id a'],
    ['PLAN_MALFORMED', [aStep('a')], { pointOfNoReturn: 'x' }, 'the step x, which is not in the plan'],
    ['PLAN_MALFORMED', [aStep('a')], { budgets: [{ group: 'g', failures: 1 }] }, 'the group g is for no step'],
  ])('%s, with its hash in order', (code, steps, overrides, message) => {
    const draft = aDraft(steps, overrides);
    expect(refusal(() => sealPlan(draft))).toMatchObject({ code, exitCode: EXIT.refused });
    const forged = { ...draft, format: 1 as const };
    const error = refusal(() => decodePlan(encodePlan({ ...forged, hash: planHash(forged) }), options));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^the plan roll\.plan: /);
    expect(error.message).toContain(message);
  });
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function refusal(attempt: () => unknown) {
  try {
    attempt();
  } catch (error) {
    if (isSkepError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
