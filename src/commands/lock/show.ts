import { Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { printReport } from '../../lib/output/print.js';
import { lockArg, stateFlags } from '../../run-flags.js';
import { lockView } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class LockShow extends Command {
  static override summary = 'Show who holds a lock, for what, and who waits for it.';
  static override description = 'A lock that nobody holds is free; that is no error.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> cluster/prod',
    '<%= config.bin %> <%= command.id %> host/node-1 --output json',
  ];
  static override args = { lock: lockArg };
  static override flags = { ...stateFlags, ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LockShow);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const found = (await state.locks.list()).find(({ lock }) => lock === args.lock);
      const lock = found ?? { lock: args.lock, number: 0, since: session.now(), waiting: [] };
      await printReport(session.terminal, flags.output, lockView(lock));
    });
  }
}
