import { Command, Flags } from '@oclif/core';
import { commonFlags, prefixFlag, rootOf, sourceArg, sourceFlags } from '../../flags.js';
import type { KindStats, LargestObject } from '../../lib/keys/stats.js';
import { storeStats } from '../../lib/keys/stats.js';
import { formatBytes, formatCount, formatQuantity } from '../../lib/output/format.js';
import { printReport, tableOf } from '../../lib/output/print.js';
import type { Column } from '../../lib/output/table.js';
import { sourceSide, withSession } from '../../wiring.js';

export default class EtcdStats extends Command {
  static override summary = 'Show how large a store is: by kind, and its largest objects.';
  static override description = 'One pass over the store that decodes nothing: it works without encryption keys.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> snapshot.db',
    '<%= config.bin %> <%= command.id %> etcd2://127.0.0.1:2379 --top 25 --output json',
  ];
  static override args = { store: sourceArg('store to read') };
  static override flags = {
    top: Flags.integer({ default: 10, min: 0, max: 1000, description: 'how many of the largest objects to name' }),
    ...prefixFlag,
    ...commonFlags,
    ...sourceFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(EtcdStats);
    await withSession(flags, async ({ terminal, openSource, signal, progress }) => {
      const source = await openSource(args.store, sourceSide(flags));
      const onRead = (done: number): void => progress.update({ doing: 'reading', done, unit: 'keys' });
      const stats = await storeStats(source, { root: rootOf(flags.prefix), top: flags.top }, { signal, onRead });
      const { revision } = await source.head();
      progress.stop();
      const notices = source.notices();
      const total = `${formatQuantity(stats.keys, 'key')}, ${formatBytes(stats.valueBytes)} of values, ${formatBytes(stats.keyBytes)} of keys`;
      await printReport(terminal, flags.output, {
        kind: 'StoreStats',
        metadata: { ...source.description, ...(revision === undefined ? {} : { revision }) },
        result: { ...stats, notices },
        warnings: notices.map((notice) => notice.message),
        sections: [
          { lines: (paint) => [`${paint.bold(source.description.location)}: ${total}`, ...lifeLine(stats.expiring)] },
          { title: 'By kind', table: tableOf(KIND_COLUMNS, stats.kinds) },
          { title: 'Largest objects', table: tableOf(LARGEST_COLUMNS, stats.largest) },
        ],
        names: stats.kinds.map((kind) => kind.kind),
      });
    });
  }
}

function lifeLine(expiring: number): readonly string[] {
  return expiring === 0 ? [] : [`${formatQuantity(expiring, 'key')} with a TTL or lease`];
}

const KIND_COLUMNS: readonly Column<KindStats>[] = [
  {
    title: 'KIND',
    value: (kind) => kind.kind,
    cut: 'end',
    paint: (text, kind, paint) => (kind.isKnown ? text : paint.yellow(text)),
  },
  { title: 'KEYS', value: (kind) => formatCount(kind.keys), align: 'right' },
  { title: 'VALUES', value: (kind) => formatBytes(kind.valueBytes), align: 'right' },
  { title: 'MEAN', value: (kind) => formatBytes(Math.round(kind.valueBytes / kind.keys)), align: 'right' },
  { title: 'LARGEST', value: (kind) => formatBytes(kind.largestBytes), align: 'right' },
  { title: 'STORED AS', value: (kind) => Object.keys(kind.encodings).sort().join(', '), cut: 'end' },
];

const LARGEST_COLUMNS: readonly Column<LargestObject>[] = [
  { title: 'KEY', value: (object) => object.key, cut: 'start' },
  { title: 'SIZE', value: (object) => formatBytes(object.valueBytes), align: 'right' },
];
