import { Args, Command } from '@oclif/core';
import { planText } from '../lib/engine/plan-text.js';
import { printReport } from '../lib/output/print.js';
import { carryOutFlags, dryRunFlag } from '../run-flags.js';
import { assertFresh, assertSucceeded, beginRun, carryOut, planToApply } from '../runs.js';
import { resultView } from '../views/run-history.js';
import { withSession } from '../wiring.js';

export default class Apply extends Command {
  static override summary = 'Carry out a saved plan, which another person may have made.';
  static override description =
    'Refused with exit code 6 when the plan was edited, comes from another Skep, or the world has moved since. The first Ctrl-C lets running steps finish, the second stops them; both print the command that goes on.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> plan.json --report run.html',
    '<%= config.bin %> <%= command.id %> plan.json --dry-run',
    '<%= config.bin %> <%= command.id %> plan.json --output ndjson --metrics /var/lib/node_exporter/skep.prom',
  ];
  static override args = { file: Args.string({ required: true, description: 'the saved plan' }) };
  static override flags = { ...dryRunFlag, ...carryOutFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Apply);
    await withSession(
      flags,
      async (session) => {
        const plan = await planToApply(session, args.file);
        if (flags['dry-run']) {
          await assertFresh(session, plan);
          await session.terminal.out.write(planText(plan));
          return;
        }
        const state = await session.openState(flags);
        const runId = await beginRun(session, state, plan);
        const told = { ...flags, course: { to: 'run' }, skepVersion: this.config.version } as const;
        const result = await carryOut(session, state, runId, told);
        assertSucceeded(result);
        if (flags.output !== 'ndjson') await printReport(session.terminal, flags.output, resultView(result, plan));
      },
      { onSignal: 'stop-then-abort' },
    );
  }
}
