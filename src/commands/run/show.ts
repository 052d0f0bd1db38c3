import { Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { printReport } from '../../lib/output/print.js';
import { runArg, stateFlags } from '../../run-flags.js';
import { runNamed, storedRun } from '../../stored-runs.js';
import { nextCommand, runView } from '../../views/run-history.js';
import { runReportOf } from '../../views/run-report.js';
import { withSession } from '../../wiring.js';

export default class RunShow extends Command {
  static override summary = 'Show how a run stands, what failed, and the command that goes on.';
  static override description = 'Read from its plan and journal alone: it can be asked while the run goes on.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 --output json',
  ];
  static override args = { run: runArg };
  static override flags = { ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunShow);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const stored = await storedRun(state, await runNamed(state, args.run));
      const report = runReportOf(stored, this.config.version, session.now());
      await printReport(session.terminal, flags.output, runView(report, nextCommand(report)));
    });
  }
}
