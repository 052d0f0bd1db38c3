import { Args, Flags } from '@oclif/core';
import { commonFlags, readOnlyFlag } from './flags.js';
import { SkepError } from './lib/errors.js';

/** Where runs are looked for. */
export const stateFlags = {
  'state-dir': Flags.directory({
    helpValue: 'DIR',
    description: 'where runs and locks are kept (default: as the settings say, else $XDG_STATE_HOME/skep)',
    env: 'SKEP_STATE_DIR',
    helpGroup: 'STATE',
  }),
  config: Flags.file({
    helpValue: 'FILE',
    description: 'Settings document (default: $XDG_CONFIG_HOME/skep/settings.yaml)',
    env: 'SKEP_CONFIG',
    helpGroup: 'STATE',
  }),
};

/** The common flags where a run is shown while it goes on. */
export const eventOutputFlags = {
  ...commonFlags,
  output: Flags.option({
    char: 'o',
    options: ['table', 'json', 'yaml', 'name', 'ndjson'] as const,
    default: 'table' as const,
    description: 'form of the answer on stdout; ndjson: every event as it happens',
    env: 'SKEP_OUTPUT',
    helpGroup: 'OUTPUT',
  })(),
};

/** What carries a run out takes. */
export const carryOutFlags = {
  concurrency: Flags.integer({ min: 1, description: 'steps at the same time (default: as the settings say, else 64)' }),
  report: Flags.file({ helpValue: 'FILE.html', description: 'the run for a browser, in one file' }),
  metrics: Flags.file({
    helpValue: 'FILE.prom',
    description: 'counts and times for the textfile collector of a node exporter',
    env: 'SKEP_METRICS',
  }),
  'webhook-file': Flags.file({
    helpValue: 'FILE',
    description: 'file with the URL that is told of gates, failures and the end (default: SKEP_WEBHOOK)',
    env: 'SKEP_WEBHOOK_FILE',
  }),
  ...readOnlyFlag,
  ...stateFlags,
  ...eventOutputFlags,
};

export const dryRunFlag = {
  'dry-run': Flags.boolean({ default: false, description: 'tell what would be done, and change nothing' }),
};

export const runArg = Args.string({ required: true, description: 'name of the run, or "last" for the newest' });
export const lockArg = Args.string({ required: true, description: 'name of the lock: "cluster/prod"' });

/** A time of day or a day, in UTC where it does not say otherwise; becomes epoch milliseconds. */
export const timeFlag = Flags.custom<number>({
  helpValue: 'TIME',
  parse: (text) => {
    const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(at)) return Promise.resolve(at);
    throw new SkepError('USAGE_INVALID', `${text} is no time`, { hints: ['write it as 2026-11-01 or 2026-11-01T10:00:00Z'] });
  },
});
