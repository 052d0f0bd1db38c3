import type { z } from 'zod';
import { SkepError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import { PLAN_FORMAT } from './plan.js';
import type { Plan, Step } from './plan.js';
import { PLAN_SCHEMA } from './plan-schema.js';
import { planHash } from './seal-plan.js';
import { validatePlan } from './validate.js';

/** How many of a plan's mistakes a message names. */
const NAMED = 5;

const PLAN_AGAIN = 'plan again, with this Skep, by the command that made the plan';

export interface DecodePlanOptions {
  /** Where the bytes come from, for messages. */
  readonly fileName: string;
  /** What this Skep can carry out; a StepKindRegistry is one. */
  readonly kinds: StepVersions;
}

export interface StepVersions {
  get(kind: string): { readonly version: number } | undefined;
}

/** A plan as it is saved: JSON that a person can read, with a final newline. */
export function encodePlan(plan: Plan): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(plan, null, 2)}\n`);
}

/**
 * Reads a saved plan and refuses one that this Skep would not carry out as it was meant.
 * @throws SkepError PLAN_MALFORMED, PLAN_FORMAT_NEWER, PLAN_EDITED, PLAN_STEP_KIND_UNKNOWN, PLAN_STEP_KIND_VERSION,
 * PLAN_STEP_DUPLICATE, PLAN_NEED_UNKNOWN, PLAN_CYCLE
 */
export function decodePlan(bytes: Uint8Array, options: DecodePlanOptions): Plan {
  const plan = readPlan(bytes, options.fileName);
  for (const step of plan.steps) refuseOtherKind(step, options);
  inFile(options.fileName, () => validatePlan(plan));
  return plan;
}

/**
 * Reads a saved plan to look at it, not to carry it out: its kinds of step need not be known here.
 * @throws SkepError PLAN_MALFORMED, PLAN_FORMAT_NEWER, PLAN_EDITED
 */
export function readPlan(bytes: Uint8Array, fileName: string): Plan {
  const value = parse(bytes, fileName);
  refuseNewer(value, fileName);
  const checked = PLAN_SCHEMA.safeParse(value);
  if (!checked.success) throw malformed(fileName, checked.error.issues.slice(0, NAMED).map(describeIssue).join('; '));
  const plan: Plan = checked.data;
  if (plan.hash !== inFile(fileName, () => planHash(plan))) {
    throw refused('PLAN_EDITED', `the plan ${fileName} was changed after it was made: its hash does not match`);
  }
  return plan;
}

function parse(bytes: Uint8Array, fileName: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw malformed(fileName, cause instanceof SyntaxError ? 'it is not JSON' : 'it is not UTF-8', cause);
  }
}

function refuseNewer(value: unknown, fileName: string): void {
  if (typeof value !== 'object' || value === null || !('format' in value)) return;
  const { format } = value;
  if (typeof format === 'number' && format > PLAN_FORMAT) {
    const made = 'skepVersion' in value && typeof value.skepVersion === 'string' ? ` by Skep ${value.skepVersion}` : '';
    throw new SkepError(
      'PLAN_FORMAT_NEWER',
      `the plan ${fileName} was made${made} in format ${format}, this Skep knows ${PLAN_FORMAT}`,
      {
        hints: ['apply it with the Skep that made it, or a newer one'],
      },
    );
  }
}

function refuseOtherKind(step: Step, { fileName, kinds }: DecodePlanOptions): void {
  const known = kinds.get(step.kind);
  if (known === undefined) {
    throw refused(
      'PLAN_STEP_KIND_UNKNOWN',
      `the plan ${fileName}: step ${step.id} is of the kind ${step.kind}, which this Skep does not know`,
    );
  }
  if (known.version !== step.kindVersion) {
    const versions = `version ${step.kindVersion} of the kind ${step.kind}, and this Skep has version ${known.version}`;
    throw refused('PLAN_STEP_KIND_VERSION', `the plan ${fileName}: step ${step.id} is for ${versions}`);
  }
}

/** What is wrong inside a plan is told with the file that it was read from. */
function inFile<T>(fileName: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof SkepError)) throw error;
    throw new SkepError(error.code, `the plan ${fileName}: ${error.message}`, {
      hints: [PLAN_AGAIN],
      details: error.details,
      cause: error,
    });
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${describePath(issue.path)}: ${issue.message}`;
}

function describePath(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the plan' : text.replace(/^\./, '');
}

function malformed(fileName: string, what: string, cause?: unknown): SkepError {
  return refused('PLAN_MALFORMED', `${fileName} is no plan: ${what}`, cause);
}

function refused(code: ErrorCode, message: string, cause?: unknown): SkepError {
  return new SkepError(code, message, { hints: [PLAN_AGAIN], ...(cause === undefined ? {} : { cause }) });
}
