import { Args, Command } from '@oclif/core';
import { commonFlags, readOnlyFlag } from '../../flags.js';
import { runArg, stateFlags } from '../../run-flags.js';
import { askRun } from '../../runs.js';
import { runNamed } from '../../stored-runs.js';
import { withSession } from '../../wiring.js';

export default class RunApprove extends Command {
  static override summary = 'Let a step go that waits for approval.';
  static override description =
    'The journal keeps who approved what, and when. skep run show names the steps that wait, and what to look at.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last hosts/canary/observe',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 hosts/canary/observe',
  ];
  static override args = { run: runArg, step: Args.string({ required: true, description: 'id of the step' }) };
  static override flags = { ...readOnlyFlag, ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunApprove);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await askRun(session, state, await runNamed(state, args.run), { kind: 'approve', stepId: args.step }, flags);
    });
  }
}
