import { Command, Flags } from '@oclif/core';
import { commonFlags, migrationFlags, overrideFlag, rootOf, sourceArg, sourceFlags, toFlag, writingFlags } from '../../flags.js';
import { EXIT } from '../../lib/errors.js';
import { encodePlan, planMigration } from '../../lib/migrate/index.js';
import { printReport } from '../../lib/output/print.js';
import { migrateRequestOf } from '../../migrate-request.js';
import { planView } from '../../views/plan.js';
import { sourceSide, withSession } from '../../wiring.js';

export default class MigratePlan extends Command {
  static override summary = 'Work out what a migration will do, and save it as a plan.';
  static override description =
    'Carries every object in memory and writes none: counts, every warning by object, and all that cannot be carried. Exit code 2 when something cannot; no plan is saved then.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> backup.tgz --to 1.9 --out plan.json',
    '<%= config.bin %> <%= command.id %> etcd2s://10.0.0.1:2379 --from 1.0 --to 1.3 --rules rules.yaml --out plan.json --cacert ca.crt',
  ];
  static override args = { source: sourceArg('store to read') };
  static override flags = {
    ...toFlag,
    ...migrationFlags,
    ...overrideFlag,
    ...writingFlags,
    out: Flags.file({ helpValue: 'FILE', description: 'save the plan here, for "skep migrate run --plan"' }),
    ...commonFlags,
    ...sourceFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(MigratePlan);
    const plan = await withSession(flags, async (session) => {
      const source = await session.openSource(args.source, sourceSide(flags), {
        texts: flags.override,
        root: rootOf(flags.prefix),
      });
      const planned = await planMigration(await migrateRequestOf(session, source, flags), session.migrateDeps);
      const savedAs = planned.survey.problems.length === 0 ? flags.out : undefined;
      if (savedAs !== undefined) await session.writeFile(savedAs, [encodePlan(planned)]);
      session.progress.stop();
      await printReport(session.terminal, flags.output, planView(planned, savedAs));
      return planned;
    });
    if (plan.survey.problems.length > 0) this.exit(EXIT.findings);
  }
}
