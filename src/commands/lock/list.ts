import { Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { printList } from '../../lib/output/print.js';
import { stateFlags } from '../../run-flags.js';
import { LOCK_COLUMNS } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class LockList extends Command {
  static override summary = 'List locks that are held or waited for.';
  static override description = 'Who holds each, for which run, since when, and how many wait.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --output json'];
  static override flags = { ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { flags } = await this.parse(LockList);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      await printList(session.terminal, flags.output, {
        kind: 'LockList',
        metadata: { authority: await state.authority() },
        items: [...(await state.locks.list())].sort((a, b) => (a.lock < b.lock ? -1 : 1)),
        columns: LOCK_COLUMNS,
        name: (lock) => lock.lock,
        empty: 'no lock is held',
      });
    });
  }
}
