import { Args, Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { renderRunReport } from '../../lib/output/report/run-html.js';
import { runArg, stateFlags } from '../../run-flags.js';
import { runNamed, storedRun } from '../../stored-runs.js';
import { runReportOf } from '../../views/run-report.js';
import { withSession } from '../../wiring.js';

export default class RunReportCommand extends Command {
  static override summary = 'Write the report of a run as one HTML file: timeline, critical path, retries, failures, locks.';
  static override description = 'The file loads nothing and runs no script. It can be made of any run at any time.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last run.html',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 rollout.html',
  ];
  static override args = { run: runArg, file: Args.string({ required: true, description: 'where to write it' }) };
  static override flags = { ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunReportCommand);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const stored = await storedRun(state, await runNamed(state, args.run));
      await session.writeFile(args.file, renderRunReport(runReportOf(stored, this.config.version, session.now())));
      if (!flags.quiet) await session.terminal.err.write(`wrote ${args.file}\n`);
    });
  }
}
