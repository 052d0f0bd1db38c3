import { Command, Flags } from '@oclif/core';
import { commonFlags, readOnlyFlag } from '../../flags.js';
import { printReport } from '../../lib/output/print.js';
import { runArg, stateFlags } from '../../run-flags.js';
import { abandon } from '../../runs.js';
import { runNamed, storedRun } from '../../stored-runs.js';
import { runView } from '../../views/run-history.js';
import { runReportOf } from '../../views/run-report.js';
import { withSession } from '../../wiring.js';

export default class RunAbandon extends Command {
  static override summary = 'Give a run up for good: it can be looked at, but neither resumed nor undone.';
  static override description = 'What it did stays done. Refused while a process carries it out.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last --reason "the hosts are gone"',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 --reason "superseded by the run of today"',
  ];
  static override args = { run: runArg };
  static override flags = {
    reason: Flags.string({ required: true, description: 'why, for the journal' }),
    ...readOnlyFlag,
    ...stateFlags,
    ...commonFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunAbandon);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const runId = await runNamed(state, args.run);
      await abandon(session, state, runId, { reason: flags.reason, skepVersion: this.config.version });
      const report = runReportOf(await storedRun(state, runId), this.config.version, session.now());
      await printReport(session.terminal, flags.output, runView(report, undefined));
    });
  }
}
