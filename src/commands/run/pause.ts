import { Command } from '@oclif/core';
import { commonFlags, readOnlyFlag } from '../../flags.js';
import { runArg, stateFlags } from '../../run-flags.js';
import { askRun } from '../../runs.js';
import { runNamed } from '../../stored-runs.js';
import { withSession } from '../../wiring.js';

export default class RunPause extends Command {
  static override summary = 'Pause a run: running steps finish, none starts until it is resumed.';
  static override description =
    'From any terminal that sees the same state. A run that nobody carries out at the moment is paused when it is resumed.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12',
  ];
  static override args = { run: runArg };
  static override flags = { ...readOnlyFlag, ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunPause);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await askRun(session, state, await runNamed(state, args.run), { kind: 'pause' }, flags);
    });
  }
}
