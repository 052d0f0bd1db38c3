import { Command } from '@oclif/core';
import { eventOutputFlags, runArg, stateFlags } from '../../run-flags.js';
import { runNamed, watchRun } from '../../stored-runs.js';
import { withSession } from '../../wiring.js';

export default class RunWatch extends Command {
  static override summary = 'Watch a run that goes on in another terminal, on another machine.';
  static override description =
    'Says what the run itself says, and ends when it ends. Ctrl-C ends the watching, not the run. With ndjson every event from the beginning on.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 --output ndjson',
  ];
  static override args = { run: runArg };
  static override flags = { ...stateFlags, ...eventOutputFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunWatch);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await watchRun(session, state, await runNamed(state, args.run), flags.output === 'ndjson' ? 'ndjson' : 'people');
    });
  }
}
