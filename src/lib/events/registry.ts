import { z } from 'zod';

/** debug: only for who follows closely. warning: look at it when there is time. error: somebody has to act. */
export type EventLevel = 'debug' | 'info' | 'warning' | 'error';

interface EventKind<Data extends z.ZodObject> {
  readonly level: EventLevel;
  /** One sentence for docs/events.md: when it is said. */
  readonly when: string;
  readonly data: Data;
  readonly text: (data: z.infer<Data>) => string;
}

const event = <Data extends z.ZodObject>(kind: EventKind<Data>): EventKind<Data> => kind;

const step = z.string().describe('id of the step in the plan');
const title = z.string().describe('the step in words');
const group = z.string().optional().describe('group of the step, where the plan gives one');
const by = z.string().describe('who: user, host and process, or the job of a pipeline');
const attempt = z.int().describe('1 for the first attempt');
const durationMs = z.number().describe('milliseconds');
const message = z.string().describe('what went wrong');
const code = z.string().optional().describe('code of the error, as in errors.md');
const lock = z.string().describe('name of the lock');
const command = z.string().describe('the command to type about it');

/**
 * Everything that can be said while a run goes on, by its stable code. Codes and data are a contract: they only grow. Texts and
 * levels are free. docs/events.md is generated from it; keep it sorted.
 */
export const EVENTS = {
  'gate.approved': event({
    level: 'info',
    when: 'Somebody let a step go that waited for approval.',
    data: z.object({ step, by }),
    text: (data) => `${data.step} approved by ${data.by}`,
  }),
  'gate.waiting': event({
    level: 'warning',
    when: 'A step could start, and waits for the approval of a person.',
    data: z.object({ step, title, group, ask: z.string().describe('what to look at before approving'), command }),
    text: (data) => `${data.step} waits for approval: ${data.ask}; ${data.command}`,
  }),
  'lock.taken': event({
    level: 'debug',
    when: 'The run got a lock.',
    data: z.object({ lock, number: z.int().describe('its fencing number') }),
    text: (data) => `has the lock ${data.lock}, number ${data.number}`,
  }),
  'lock.waiting': event({
    level: 'warning',
    when: 'The run waits for a lock that another holds; again when the holder changes.',
    data: z.object({
      lock,
      holder: z.string().optional().describe('who holds it'),
      holderRun: z.string().optional().describe('run of the holder'),
      reason: z.string().optional().describe('what the holder does'),
      since: z.number().describe('since when it is held, epoch milliseconds'),
      waiting: z.int().describe('how many wait for it'),
      command,
    }),
    text: (data) =>
      `waits for the lock ${data.lock}${data.holder === undefined ? '' : `, held by ${data.holder} (${data.reason ?? 'no reason given'})`}; ${data.command}`,
  }),
  'notice.failed': event({
    level: 'warning',
    when: 'A webhook or a metrics file could not be served; the run goes on.',
    data: z.object({ what: z.string().describe('webhook or metrics'), message }),
    text: (data) => `the ${data.what} could not be served: ${data.message}`,
  }),
  'run.abandoned': event({
    level: 'warning',
    when: 'Somebody gave the run up; it can be looked at, not resumed.',
    data: z.object({ by, reason: z.string() }),
    text: (data) => `abandoned by ${data.by}: ${data.reason}`,
  }),
  'run.awaiting': event({
    level: 'info',
    when: 'Nothing else was said for 30 seconds.',
    data: z.object({
      running: z.array(step).describe('up to five of the steps that go on'),
      runningCount: z.int(),
      awaits: z.array(z.string()).describe('locks, gates and pauses in words'),
      done: z.int(),
      steps: z.int(),
      leftMs: z.number().optional().describe('estimate of the time that is left, milliseconds'),
    }),
    text: (data) =>
      [
        `${data.done} of ${data.steps} steps done`,
        ...(data.runningCount === 0
          ? []
          : [
              `${data.runningCount} running: ${data.running.join(', ')}${data.runningCount > data.running.length ? ', ...' : ''}`,
            ]),
        ...data.awaits,
      ].join('; '),
  }),
  'run.continued': event({
    level: 'info',
    when: 'Somebody let a paused run go on.',
    data: z.object({ by }),
    text: (data) => `goes on, by ${data.by}`,
  }),
  'run.ended': event({
    level: 'info',
    when: 'The run, or its undo, came to an end this time.',
    data: z.object({
      outcome: z.enum(['succeeded', 'failed', 'stopped', 'undone']),
      done: z.int().describe('steps done, over all times that it was taken up'),
      failed: z.int(),
      steps: z.int(),
      durationMs: durationMs.describe('since it was taken up, milliseconds'),
      next: z.string().optional().describe('the command that goes on'),
    }),
    text: (data) =>
      `${data.outcome === 'undone' ? 'undone' : `${data.outcome}: ${data.done} of ${data.steps} steps done`}${data.failed === 0 ? '' : `, ${data.failed} failed`}${data.next === undefined ? '' : `; ${data.next}`}`,
  }),
  'run.paused': event({
    level: 'warning',
    when: 'Somebody paused the run: running steps finish, none starts.',
    data: z.object({ by, command }),
    text: (data) => `paused by ${data.by}; ${data.command}`,
  }),
  'run.started': event({
    level: 'info',
    when: 'A process took the run up: to begin, to resume or to undo it.',
    data: z.object({
      by,
      to: z.enum(['run', 'undo']),
      kind: z.string().describe('kind of the plan'),
      target: z.string().describe('what the plan changes'),
      steps: z.int().describe('steps of the plan'),
      left: z.int().describe('steps that are to be done, or undone, this time'),
      again: z.boolean().describe('whether it had been taken up before'),
    }),
    text: (data) =>
      `${data.to === 'undo' ? 'undoes' : data.again ? 'resumes' : 'begins'} ${data.kind} of ${data.target}: ${data.left} of ${data.steps} steps, by ${data.by}`,
  }),
  'run.stopping': event({
    level: 'warning',
    when: 'Somebody asked the run to stop.',
    data: z.object({ by, how: z.enum(['after-running-steps', 'now']) }),
    text: (data) => (data.how === 'now' ? `stops now, by ${data.by}` : `stops after the running steps, by ${data.by}`),
  }),
  'run.yielded': event({
    level: 'warning',
    when: 'The run gave its locks to one that goes first, and waits to have them again.',
    data: z.object({ by }),
    text: (data) => `gave its locks to ${data.by}`,
  }),
  'step.blocked': event({
    level: 'error',
    when: 'At the end of a run, once for each root cause: what could not start because of it.',
    data: z.object({
      cause: step.describe('id of the step that failed'),
      steps: z.array(step).describe('the steps that it blocked'),
    }),
    text: (data) =>
      `${data.cause} held up ${data.steps.length === 1 ? '1 step' : `${data.steps.length} steps`}: ${data.steps.slice(0, 5).join(', ')}${data.steps.length > 5 ? ', ...' : ''}`,
  }),
  'step.done': event({
    level: 'info',
    when: 'A step is done.',
    data: z.object({
      step,
      title,
      group,
      how: z
        .enum(['ran', 'found', 'skipped', 'undone'])
        .describe('found: an earlier attempt had done it and could not say so; skipped: it was so already'),
      durationMs: durationMs.optional(),
    }),
    text: (data) =>
      ({
        ran: `${data.step} done: ${data.title}`,
        found: `${data.step} was done already by an earlier attempt: ${data.title}`,
        skipped: `${data.step} was so already: ${data.title}`,
        undone: `${data.step} undone: ${data.title}`,
      })[data.how],
  }),
  'step.failed': event({
    level: 'error',
    when: 'A step failed for good: it has no attempt left, or another would not help.',
    data: z.object({ step, title, group, code, message }),
    text: (data) => `${data.step} failed: ${data.message}`,
  }),
  'step.log': event({
    level: 'debug',
    when: 'A step said something; not kept in the journal.',
    data: z.object({ step, text: z.string() }),
    text: (data) => `${data.step}: ${data.text}`,
  }),
  'step.progress': event({
    level: 'debug',
    when: 'How far a step is; not kept in the journal.',
    data: z.object({ step, done: z.number(), total: z.number().optional() }),
    text: (data) => `${data.step}: ${data.done}${data.total === undefined ? '' : ` of ${data.total}`}`,
  }),
  'step.retried': event({
    level: 'warning',
    when: 'An attempt failed, and another follows.',
    data: z.object({
      step,
      title,
      group,
      attempt,
      code,
      message,
      delayMs: durationMs.optional().describe('until the next attempt, milliseconds'),
    }),
    text: (data) => `${data.step}: attempt ${data.attempt} failed, another follows: ${data.message}`,
  }),
  'step.started': event({
    level: 'info',
    when: 'An attempt at a step begins.',
    data: z.object({ step, title, group, attempt }),
    text: (data) => `${data.step} started${data.attempt > 1 ? ` (attempt ${data.attempt})` : ''}: ${data.title}`,
  }),
  'step.unknown': event({
    level: 'error',
    when: 'A step was told to stop in its midst; how far it came is found out when the run is resumed.',
    data: z.object({ step, title, group, code, message, hung: z.boolean().describe('it did not stop, and may still be at it') }),
    text: (data) =>
      `${data.step}: ${data.hung ? 'did not stop, and may still be at it' : 'stopped in its midst'}: ${data.message}`,
  }),
  'undo.begun': event({
    level: 'warning',
    when: 'The undo of the run begins; the run itself cannot go on any more.',
    data: z.object({ by, partial: z.boolean(), left: z.array(step).describe('steps that stay as they are') }),
    text: (data) =>
      `${data.by} takes the run back${data.left.length === 0 ? '' : `; these stay as they are: ${data.left.join(', ')}`}`,
  }),
} as const;

export type EventCode = keyof typeof EVENTS;
export type EventData<C extends EventCode> = z.infer<(typeof EVENTS)[C]['data']>;
