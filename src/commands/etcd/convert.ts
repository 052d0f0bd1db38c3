import { Command, Flags } from '@oclif/core';
import {
  commonFlags,
  readOnlyFlag,
  overrideFlag,
  prefixFlag,
  rootOf,
  sourceArg,
  sourceFlags,
  targetArg,
  targetFlags,
} from '../../flags.js';
import { convertStore } from '../../lib/keys/convert.js';
import { formatBytes, formatDuration, formatQuantity } from '../../lib/output/format.js';
import { printReport } from '../../lib/output/print.js';
import { sourceSide, targetSide, withSession } from '../../wiring.js';

export default class EtcdConvert extends Command {
  static override summary = "Change a store's form and nothing else.";
  static override description =
    'Every key keeps its value, revisions and remaining life. A live etcd gives revisions of its own, so one as TARGET needs --new-revisions. Objects are not migrated: see "skep migrate run".';
  static override examples = [
    '<%= config.bin %> <%= command.id %> backup.tgz dump.jsonl.gz',
    '<%= config.bin %> <%= command.id %> dump.jsonl etcd3://127.0.0.1:2379 --new-revisions',
  ];
  static override args = { source: sourceArg('store to read'), target: targetArg('store to write') };
  static override flags = {
    ...overrideFlag,
    ...prefixFlag,
    'new-revisions': Flags.boolean({ description: 'let the target give new revisions, in the order of the keys' }),
    ...readOnlyFlag,
    ...commonFlags,
    ...sourceFlags,
    ...targetFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(EtcdConvert);
    await withSession(flags, async (session) => {
      const { terminal, makeSorter, signal, progress, now } = session;
      const [from, to] = [sourceSide(flags), targetSide(flags)];
      const overrides = { texts: flags.override, root: rootOf(flags.prefix) };
      await session.assertDifferent({ location: args.source, side: from }, { location: args.target, side: to }, overrides);
      const source = await session.openSource(args.source, from, overrides);
      const target = await session.openTarget(args.target, to, overrides);
      const started = now();
      let read = 0;
      const written = await convertStore(
        source,
        target,
        {
          revisions: flags['new-revisions'] ? 'assigned' : 'kept',
          now: started,
          onDurable: (done) => progress.update({ doing: 'writing', done, total: read, unit: 'keys' }),
        },
        { makeSorter, signal, onRead: (done) => progress.update({ doing: 'reading', done: (read = done), unit: 'keys' }) },
      );
      progress.stop();
      const took = formatDuration(now() - started);
      const { location } = target.description;
      await printReport(terminal, flags.output, {
        kind: 'Conversion',
        metadata: { source: source.description, target: target.description },
        result: { ...written, notices: source.notices() },
        warnings: source.notices().map((notice) => notice.message),
        sections: [
          {
            lines: (paint) => [
              `${paint.bold(location)}: ${formatQuantity(written.records, 'key')}, ${formatBytes(written.bytes)}, ${took}`,
            ],
          },
        ],
        names: [location],
      });
    });
  }
}
