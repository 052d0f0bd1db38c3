import { Command, Flags } from '@oclif/core';
import { commonFlags, readOnlyFlag } from '../../flags.js';
import { printReport } from '../../lib/output/print.js';
import { dryRunFlag, lockArg, stateFlags } from '../../run-flags.js';
import { adoptionView } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class LockAdopt extends Command {
  static override summary = 'Let hosts take commands under a lock of this run state, after another state was lost or replaced.';
  static override description =
    'A host obeys the numbers of one authority for each lock. Only when nobody works with the old run state any more may it learn the new one.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> host/node-1 --host node-1',
    '<%= config.bin %> <%= command.id %> cluster/prod --host root@master-1 --host root@master-2',
  ];
  static override args = { lock: lockArg };
  static override flags = {
    host: Flags.string({ required: true, multiple: true, multipleNonGreedy: true, description: 'the host, as ssh knows it' }),
    ...dryRunFlag,
    ...readOnlyFlag,
    ...stateFlags,
    ...commonFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(LockAdopt);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const authority = await state.authority();
      const held = (await state.locks.list()).find(({ lock }) => lock === args.lock);
      const above = Math.max(0, (held?.number ?? 1) - 1);
      if (!flags['dry-run']) {
        for (const name of flags.host) await (await session.openHost(name)).adoptAuthority(args.lock, authority, above);
      }
      await printReport(session.terminal, flags.output, adoptionView({ lock: args.lock, authority, above, hosts: flags.host }));
    });
  }
}
