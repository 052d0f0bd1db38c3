import { Command } from '@oclif/core';
import {
  commonFlags,
  readOnlyFlag,
  migrationFlags,
  overrideFlag,
  rootOf,
  runFlags,
  sourceArg,
  sourceFlags,
  targetArg,
  targetFlags,
  toFlag,
  writingFlags,
} from '../../flags.js';
import { isSkepError } from '../../lib/errors.js';
import { runMigration } from '../../lib/migrate/index.js';
import { printReport } from '../../lib/output/print.js';
import { renderReport } from '../../lib/output/report/html.js';
import { runRequestOf } from '../../migrate-request.js';
import { withResumeCommand } from '../../views/next-command.js';
import { auditEntries, reportOf, runView } from '../../views/run.js';
import { sourceSide, targetSide, withSession } from '../../wiring.js';

export default class MigrateRun extends Command {
  static override summary = 'Carry a store to another Kubernetes release.';
  static override description =
    'The source is only read; nothing is written to the target before every object has been carried. Killed at any moment, the same command with --resume finishes it.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> backup.tgz production.db --to 1.9 --report report.html',
    '<%= config.bin %> <%= command.id %> backup.tgz etcd3s://10.0.0.1:2379 --to 1.9 --plan plan.json --audit audit.jsonl --target-cacert ca.crt --state-dir state',
  ];
  static override args = { source: sourceArg('store to read'), target: targetArg('store to write') };
  static override flags = {
    ...toFlag,
    ...migrationFlags,
    ...overrideFlag,
    ...writingFlags,
    ...runFlags,
    ...readOnlyFlag,
    ...commonFlags,
    ...sourceFlags,
    ...targetFlags,
  };

  async run(): Promise<void> {
    try {
      await this.#carry();
    } catch (error) {
      throw isSkepError(error) ? withResumeCommand(error, this.argv) : error;
    }
  }

  async #carry(): Promise<void> {
    const { args, flags } = await this.parse(MigrateRun);
    await withSession(flags, async (session) => {
      const sides = { source: sourceSide(flags), target: targetSide(flags) };
      const overrides = { texts: flags.override, root: rootOf(flags.prefix) };
      await session.assertDifferent(
        { location: args.source, side: sides.source },
        { location: args.target, side: sides.target },
        overrides,
      );
      const source = await session.openSource(args.source, sides.source, overrides);
      const target = await session.openTarget(
        args.target,
        { ...sides.target, overwrite: flags.overwrite || flags.resume, maxRequestBytes: flags['max-request-bytes'] },
        overrides,
      );
      const auditPath = flags.audit ?? (flags.report === undefined ? undefined : session.scratchPath('audit.jsonl'));
      const stateDirectory = session.stateDirectory(args.target, flags['state-dir']);
      const request = await runRequestOf(session, { source, target, stateDirectory, auditPath }, flags);
      const outcome = await runMigration(request, session.migrateDeps);
      if (flags.report !== undefined && auditPath !== undefined) {
        const kept = flags.audit === undefined ? {} : { auditPath: flags.audit };
        const report = reportOf({
          request,
          outcome,
          skepVersion: this.config.version,
          audit: auditEntries(session.readLines(auditPath)),
          ...kept,
        });
        await session.writeFile(flags.report, renderReport(report));
      }
      session.progress.stop();
      await printReport(session.terminal, flags.output, runView(request, outcome, flags));
    });
  }
}
