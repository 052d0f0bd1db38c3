import { Command, Flags } from '@oclif/core';
import { commonFlags, readOnlyFlag } from '../../flags.js';
import { SkepError } from '../../lib/errors.js';
import { printReport } from '../../lib/output/print.js';
import { dryRunFlag, lockArg, stateFlags } from '../../run-flags.js';
import { lockView } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class LockBreak extends Command {
  static override summary = 'Take a lock from a holder that is known to be dead.';
  static override description =
    'Look with skep lock show first. The next holder gets a higher fencing number, so that hosts refuse the old one, should it live after all; what it changes elsewhere is not fenced.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> cluster/prod --confirm cluster/prod',
    '<%= config.bin %> <%= command.id %> cluster/prod --dry-run',
  ];
  static override args = { lock: lockArg };
  static override flags = {
    confirm: Flags.string({ helpValue: 'LOCK', description: 'the name of the lock once more' }),
    ...dryRunFlag,
    ...readOnlyFlag,
    ...stateFlags,
    ...commonFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LockBreak);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const found = (await state.locks.list()).find(({ lock }) => lock === args.lock);
      if (!flags['dry-run'] && flags.confirm !== args.lock) {
        throw new SkepError(
          'USAGE_INVALID',
          `breaking the lock ${args.lock} must be confirmed: nobody checks that its holder is dead`,
          {
            hints: [`skep lock show ${args.lock}`, `skep lock break ${args.lock} --confirm ${args.lock}`],
          },
        );
      }
      const free = { lock: args.lock, number: 0, since: session.now(), waiting: [] };
      const lock = flags['dry-run'] ? (found ?? free) : await state.locks.break(args.lock, session.who);
      await printReport(session.terminal, flags.output, lockView(lock));
    });
  }
}
