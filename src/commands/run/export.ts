import { Args, Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { runArg, stateFlags } from '../../run-flags.js';
import { exportRun, runNamed } from '../../stored-runs.js';
import { withSession } from '../../wiring.js';

export default class RunExport extends Command {
  static override summary = 'Write a run as one file for a program: its plan, then every record of its journal, one JSON a line.';
  static override description =
    'The first line is the run with its plan, each further line a record as it stands in the journal, with its number.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> last run.jsonl',
    '<%= config.bin %> <%= command.id %> rollout-20261122-211600-ab12 rollout.jsonl',
  ];
  static override args = { run: runArg, file: Args.string({ required: true, description: 'where to write it' }) };
  static override flags = { ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RunExport);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await session.writeFile(args.file, exportRun(state, await runNamed(state, args.run)));
      if (!flags.quiet) await session.terminal.err.write(`wrote ${args.file}\n`);
    });
  }
}
