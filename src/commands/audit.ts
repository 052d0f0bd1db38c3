import { Command, Flags } from '@oclif/core';
import { commonFlags } from '../flags.js';
import { auditOf } from '../lib/engine/who-did-what.js';
import { printList } from '../lib/output/print.js';
import { stateFlags, timeFlag } from '../run-flags.js';
import { storedRun } from '../stored-runs.js';
import { AUDIT_COLUMNS } from '../views/audit.js';
import { withSession } from '../wiring.js';

export default class Audit extends Command {
  static override summary = 'Show who did what, and when, over all runs.';
  static override description =
    'Every run that was made, taken up, paused, approved, stopped, undone or abandoned; with --steps every step that was changed too. The newest run first, in the order of its journal.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --since 2026-11-01',
    '<%= config.bin %> <%= command.id %> --by anna --steps --target prod --output json',
  ];
  static override flags = {
    since: timeFlag({ description: 'not before this time: 2026-11-01 or 2026-11-01T10:00:00Z' }),
    until: timeFlag({ description: 'not after this time' }),
    by: Flags.string({ description: 'only of whom this text is a part: "anna@"' }),
    target: Flags.string({ description: 'only of targets that hold this text' }),
    kind: Flags.string({ description: 'only of plans of this kind' }),
    steps: Flags.boolean({ default: false, description: 'the steps, too' }),
    ...stateFlags,
    ...commonFlags,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Audit);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const { since, until, by, target, kind, steps } = flags;
      await printList(session.terminal, flags.output, {
        kind: 'AuditList',
        metadata: {},
        items: auditOf(state.listRuns(), (runId) => storedRun(state, runId), { since, until, by, target, kind, steps }),
        columns: AUDIT_COLUMNS,
        name: (entry) => `${entry.run} ${entry.what}`,
        empty: 'nobody did anything',
      });
    });
  }
}
