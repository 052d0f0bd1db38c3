import { z } from 'zod';
import type { JsonObject } from '../storage/json.js';
import type { Plan, Step } from './plan.js';
import { PLAN_FORMAT } from './plan.js';

const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);
const text = z.string().min(1);
const milliseconds = z.number().nonnegative();

const retry = z.strictObject({
  attempts: z.int().min(1),
  backoffMs: milliseconds,
  maxBackoffMs: milliseconds,
});

const step = z.strictObject({
  id: text,
  kind: text,
  kindVersion: z.int().nonnegative(),
  title: z.string(),
  needs: z.array(text),
  locks: z.array(text),
  class: text,
  priority: z.number(),
  timeoutMs: z.number().positive(),
  retry,
  input: jsonObject,
  group: z.exactOptional(text),
  approval: z.exactOptional(z.string()),
}) satisfies z.ZodType<Step>;

/** The shape of a plan in its file. That the parts fit together is checked behind it. */
export const PLAN_SCHEMA = z.strictObject({
  format: z.literal(PLAN_FORMAT),
  id: text,
  kind: text,
  target: z.string(),
  createdAt: z.number(),
  planTime: z.number(),
  skepVersion: z.string(),
  wanted: jsonObject,
  fingerprint: z.record(z.string(), z.string()),
  steps: z.array(step),
  pointOfNoReturn: z.exactOptional(text),
  budgets: z.exactOptional(z.array(z.strictObject({ group: text, failures: z.int().nonnegative() }))),
  hash: z.string(),
}) satisfies z.ZodType<Plan>;
