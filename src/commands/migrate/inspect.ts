import { Command } from '@oclif/core';
import {
  commonFlags,
  migrationFlags,
  optionalToFlag,
  overrideFlag,
  rootOf,
  sourceArg,
  sourceFlags,
  writingFlags,
} from '../../flags.js';
import { detectRelease, inspectStore, newestTarget, planMigration } from '../../lib/migrate/index.js';
import { printReport } from '../../lib/output/print.js';
import { migrateRequestOf } from '../../migrate-request.js';
import { inspectionView } from '../../views/inspection.js';
import { outcomeSections } from '../../views/outcome.js';
import { sourceSide, withSession } from '../../wiring.js';

export default class MigrateInspect extends Command {
  static override summary = 'Show what a store holds, and what a migration would make of it.';
  static override description =
    'Counts by kind, stored version and tenant, and tells what would be moved, converted, lost or refused on the way to --to (default: the newest release that Skep migrates to). Writes nothing.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> backup.tgz',
    '<%= config.bin %> <%= command.id %> etcd2://10.0.0.1:2379 --to 1.9 --output json',
  ];
  static override args = { source: sourceArg('store to read') };
  static override flags = {
    ...optionalToFlag,
    ...migrationFlags,
    ...overrideFlag,
    ...writingFlags,
    ...commonFlags,
    ...sourceFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(MigrateInspect);
    await withSession(flags, async (session) => {
      const source = await session.openSource(args.source, sourceSide(flags), {
        texts: flags.override,
        root: rootOf(flags.prefix),
      });
      const root = rootOf(flags.prefix);
      const keyring = await session.readKeyring(flags['encryption-config'], root);
      const found = flags.from === undefined ? await detectRelease(source, root, keyring) : { release: flags.from, evidence: [] };
      const { signal } = session;
      const options = { prefix: root, release: found.release, signal, ...(keyring === undefined ? {} : { keyring }) };
      const inspection = await inspectStore(source, options);
      const to = flags.to ?? newestTarget(found.release);
      const plan =
        to === undefined
          ? undefined
          : await planMigration(
              await migrateRequestOf(session, source, { ...flags, to, from: found.release }),
              session.migrateDeps,
            );
      session.progress.stop();
      const facts = { source: source.description.location, ...found };
      const outlook = plan === undefined ? [] : outcomeSections(plan.survey, `What becomes of it on the way to ${to ?? ''}`);
      await printReport(session.terminal, flags.output, inspectionView(inspection, facts, outlook, plan?.survey));
    });
  }
}
