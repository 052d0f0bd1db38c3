import { Args, Command } from '@oclif/core';
import { commonFlags, prefixFlag, sourceArg, sourceFlags, wholeKey } from '../../flags.js';
import type { KeyEntry } from '../../lib/keys/ls.js';
import { listKeys } from '../../lib/keys/ls.js';
import { formatBytes } from '../../lib/output/format.js';
import { printList } from '../../lib/output/print.js';
import { endingProgress } from '../../lib/output/progress.js';
import type { Column } from '../../lib/output/table.js';
import { sourceSide, withSession } from '../../wiring.js';

export default class EtcdLs extends Command {
  static override summary = 'List the keys of a store.';
  static override description =
    'Every key with its size and revision, in the order of the keys. A PREFIX that begins with "/" is taken as it is; any other one lies below --prefix.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> snapshot.db pods/kube-system/',
    '<%= config.bin %> <%= command.id %> etcd3s://10.0.0.1:2379 / --cacert ca.crt --cert client.crt --key client.key --output name',
  ];
  static override args = {
    store: sourceArg('store to read'),
    prefix: Args.string({ ignoreStdin: true, description: 'only keys that start with it (default: all keys)' }),
  };
  static override flags = { ...prefixFlag, ...commonFlags, ...sourceFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(EtcdLs);
    await withSession(flags, async ({ terminal, openSource, makeSorter, signal, progress }) => {
      const source = await openSource(args.store, sourceSide(flags));
      const prefix = args.prefix === undefined ? '' : wholeKey(args.prefix, flags.prefix);
      const onRead = (done: number): void => progress.update({ doing: 'reading', done, unit: 'keys' });
      await printList(terminal, flags.output, {
        kind: 'KeyList',
        metadata: { store: source.description.location, prefix },
        items: endingProgress(listKeys(source, prefix, { makeSorter, signal, onRead }), progress),
        columns: COLUMNS,
        name: (entry) => entry.key,
        empty: `${source.description.location} has no key that starts with ${prefix === '' ? '/' : prefix}`,
      });
    });
  }
}

const COLUMNS: readonly Column<KeyEntry>[] = [
  { title: 'KEY', value: (entry) => entry.key, cut: 'start' },
  { title: 'SIZE', value: (entry) => formatBytes(entry.valueBytes), align: 'right' },
  { title: 'REVISION', value: (entry) => String(entry.modRevision), align: 'right' },
  { title: 'TTL', value: (entry) => (entry.ttlSeconds === undefined ? '-' : `${entry.ttlSeconds}s`), align: 'right' },
];
