import { Command, Flags } from '@oclif/core';
import { printReport } from '../../lib/output/print.js';
import { carryOutFlags, dryRunFlag, runArg } from '../../run-flags.js';
import { assertSucceeded, carryOut, previewUndoOf } from '../../runs.js';
import { runNamed, storedRun } from '../../stored-runs.js';
import { resultView, undoView } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class RunUndo extends Command {
  static override summary = 'Take a run back: what its steps recorded is undone, the last first.';
  static override description =
    'Refused with exit code 6 behind the point of no return, and when a step cannot be undone, unless --partial. Killed at any moment, the same command goes on.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last --dry-run',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 --partial',
  ];
  static override args = { run: runArg };
  static override flags = {
    partial: Flags.boolean({ default: false, description: 'undo what can be undone, and leave the rest as it is' }),
    ...dryRunFlag,
    ...carryOutFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunUndo);
    await withSession(
      flags,
      async (session) => {
        const state = await session.openState(flags);
        const runId = await runNamed(state, args.run);
        const form = flags.output === 'ndjson' ? 'json' : flags.output;
        if (flags['dry-run']) {
          await printReport(session.terminal, form, undoView(runId, await previewUndoOf(session, state, runId)));
          return;
        }
        const course = { to: 'undo', partial: flags.partial } as const;
        const result = await carryOut(session, state, runId, { ...flags, course, skepVersion: this.config.version });
        assertSucceeded(result);
        const { plan } = await storedRun(state, runId);
        if (flags.output !== 'ndjson') await printReport(session.terminal, form, resultView(result, plan));
      },
      { onSignal: 'stop-then-abort' },
    );
  }
}
