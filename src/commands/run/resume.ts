import { Command } from '@oclif/core';
import { printReport } from '../../lib/output/print.js';
import { carryOutFlags, dryRunFlag, runArg } from '../../run-flags.js';
import { assertSucceeded, resumeRun } from '../../runs.js';
import { runNamed, storedRun } from '../../stored-runs.js';
import { askedView, nextCommand, resultView, runView } from '../../views/run-history.js';
import { runReportOf } from '../../views/run-report.js';
import { withSession } from '../../wiring.js';

export default class RunResume extends Command {
  static override summary = 'Go on with a run: one that was interrupted, failed in part, or is paused.';
  static override description =
    'Steps that were begun without an end are checked first, never assumed. A run that another process has at the moment is only told to go on, if it is paused.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 --report run.html',
  ];
  static override args = { run: runArg };
  static override flags = { ...dryRunFlag, ...carryOutFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunResume);
    await withSession(
      flags,
      async (session) => {
        const { terminal } = session;
        const state = await session.openState(flags);
        const runId = await runNamed(state, args.run);
        const stored = await storedRun(state, runId);
        const form = flags.output === 'ndjson' ? 'json' : flags.output;
        if (flags['dry-run']) {
          const report = runReportOf(stored, this.config.version, session.now());
          await printReport(terminal, form, runView(report, nextCommand(report)));
          return;
        }
        const result = await resumeRun(session, state, stored, { ...flags, skepVersion: this.config.version });
        if (result === undefined) {
          await printReport(terminal, form, askedView(runId, { kind: 'resume' }));
          return;
        }
        assertSucceeded(result);
        if (flags.output !== 'ndjson') await printReport(terminal, flags.output, resultView(result, stored.plan));
      },
      { onSignal: 'stop-then-abort' },
    );
  }
}
