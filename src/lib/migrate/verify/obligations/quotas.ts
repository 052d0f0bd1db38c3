import { asMap } from '../json.js';
import type { ObjectObligation } from './obligation.js';

/** In 1.0 these counted limits, from 1.1 on requests: without the second line a tenant could use more than before. */
const COUNTED = ['cpu', 'memory'] as const;

export const quotaMeaning: ObjectObligation = {
  id: 'quota-meaning',
  kinds: ['ResourceQuota'],
  paths: ['spec.hard', 'status.hard', 'status.used'],
  expect(quota, { actual }) {
    for (const [part, field] of [
      ['spec', 'hard'],
      ['status', 'hard'],
      ['status', 'used'],
    ] as const) {
      const map = asMap(asMap(quota[part])?.[field]);
      const there = asMap(asMap(actual[part])?.[field]);
      for (const name of COUNTED) {
        const limit = `limits.${name}`;
        if (map?.[name] === undefined || map[limit] !== undefined) continue;
        // The status is the quota controller's: it may have been left to it.
        if (part === 'spec' || there?.[limit] !== undefined) map[limit] = map[name];
      }
    }
  },
};
