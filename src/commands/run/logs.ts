import { Command, Flags } from '@oclif/core';
import { eventOutputFlags, runArg, stateFlags } from '../../run-flags.js';
import { runNamed, writeLog } from '../../stored-runs.js';
import { withSession } from '../../wiring.js';

export default class RunLogs extends Command {
  static override summary = 'Print what a run said so far, a line for each event.';
  static override description = 'From its journal: the same at any time and on any machine.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last --level warning',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 --step hosts/node-1 --output ndjson',
  ];
  static override args = { run: runArg };
  static override flags = {
    step: Flags.string({ description: 'only of steps whose id begins so' }),
    level: Flags.option({
      options: ['debug', 'info', 'warning', 'error'] as const,
      default: 'info' as const,
      description: 'this level and above',
    })(),
    ...stateFlags,
    ...eventOutputFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunLogs);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await writeLog(session, state, await runNamed(state, args.run), flags);
    });
  }
}
