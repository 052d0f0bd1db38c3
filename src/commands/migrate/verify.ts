import { Command, Flags } from '@oclif/core';
import {
  commonFlags,
  migrationFlags,
  otherSourceArg,
  overrideFlag,
  rootOf,
  sourceArg,
  sourceFlags,
  targetFlags,
  toFlag,
} from '../../flags.js';
import { EXIT } from '../../lib/errors.js';
import { verifyStores } from '../../lib/migrate/verify/verify-stores.js';
import { printReport } from '../../lib/output/print.js';
import { verifyInputOf } from '../../migrate-request.js';
import { verificationView } from '../../views/verification.js';
import { sourceSide, targetSide, withSession } from '../../wiring.js';

export default class MigrateVerify extends Command {
  static override summary = 'Account for every key of a migrated store. Exit code 2 when anything is unaccounted for.';
  static override description =
    'From the two stores alone, by a knowledge of its own that shares nothing with the migration: every object present once with its uid, references that lead somewhere, fields carried, nothing else there. Writes nothing.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> backup.tgz production.db --to 1.9',
    '<%= config.bin %> <%= command.id %> backup.tgz etcd3s://10.0.0.1:2379 --to 1.9 --rules rules.yaml --output json --target-cacert ca.crt',
  ];
  static override args = {
    source: sourceArg('store that was migrated'),
    target: otherSourceArg('store that it became, written as SOURCE'),
  };
  static override flags = {
    ...toFlag,
    ...migrationFlags,
    ...overrideFlag,
    plan: Flags.file({ helpValue: 'FILE', description: 'the plan that was run: its time says what had expired' }),
    ...commonFlags,
    ...sourceFlags,
    ...targetFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(MigrateVerify);
    const report = await withSession(flags, async (session) => {
      const overrides = { texts: flags.override, root: rootOf(flags.prefix) };
      const source = await session.openSource(args.source, sourceSide(flags), overrides);
      const target = await session.openSource(args.target, targetSide(flags), { ...overrides, side: 'target' });
      const input = await verifyInputOf(session, { source, target }, flags);
      const found = await verifyStores(input);
      session.progress.stop();
      const stores = { source: source.description.location, target: target.description.location, from: input.from, to: input.to };
      await printReport(session.terminal, flags.output, verificationView(found, stores));
      return found;
    });
    if (!report.ok) this.exit(EXIT.findings);
  }
}
