import { Command, Flags } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { printList } from '../../lib/output/print.js';
import { stateFlags } from '../../run-flags.js';
import { listedRuns } from '../../stored-runs.js';
import { RUN_COLUMNS } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class RunList extends Command {
  static override summary = 'List runs, the newest first.';
  static override description =
    'A run whose status is open goes on at the moment, or its process died: skep run resume finds out.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --kind rollout --limit 5 --output json',
  ];
  static override flags = {
    kind: Flags.string({ description: 'only runs of plans of this kind' }),
    limit: Flags.integer({ min: 1, default: 20, description: 'how many at most' }),
    ...stateFlags,
    ...commonFlags,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(RunList);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await printList(session.terminal, flags.output, {
        kind: 'RunList',
        metadata: {},
        items: listedRuns(state, { kind: flags.kind, limit: flags.limit }),
        columns: RUN_COLUMNS,
        name: (run) => run.id,
        empty: 'no runs',
      });
    });
  }
}
