import { Args, Command } from '@oclif/core';
import {
  commonFlags,
  encryptionFlags,
  prefixFlag,
  otherSourceArg,
  rootOf,
  showSecretsFlag,
  sourceArg,
  sourceFlags,
  targetEncryptionFlags,
  targetFlags,
  wholeKey,
} from '../../flags.js';
import { EXIT } from '../../lib/errors.js';
import type { KeyDifference } from '../../lib/keys/diff.js';
import { diffStores } from '../../lib/keys/diff.js';
import { printList } from '../../lib/output/print.js';
import { endingProgress } from '../../lib/output/progress.js';
import type { Column } from '../../lib/output/table.js';
import { sourceSide, targetSide, withSession } from '../../wiring.js';

export default class EtcdDiff extends Command {
  static override summary = 'Compare what two stores mean. Exit code 2 when they differ.';
  static override description =
    'Values are compared decoded, so JSON, protobuf and encrypted forms of one object are the same. Null, absent and empty collections are alike; revisions do not count. The --target- flags are for B.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> before.db after.db',
    '<%= config.bin %> <%= command.id %> backup.tgz etcd3s://10.0.0.1:2379 --target-cacert ca.crt --output json',
  ];
  static override args = {
    a: sourceArg('the one store'),
    b: otherSourceArg('the other store, written as A'),
    prefix: Args.string({ ignoreStdin: true, description: 'only keys that start with it (default: all keys)' }),
  };
  static override flags = {
    ...showSecretsFlag,
    ...prefixFlag,
    ...encryptionFlags,
    ...targetEncryptionFlags,
    ...commonFlags,
    ...sourceFlags,
    ...targetFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(EtcdDiff);
    const found = await withSession(flags, async ({ terminal, openSource, readKeyring, makeSorter, signal, progress }) => {
      const root = rootOf(flags.prefix);
      const keyringA = await readKeyring(flags['encryption-config'], root);
      const keyringB = await readKeyring(flags['target-encryption-config'], root);
      const a = { source: await openSource(args.a, sourceSide(flags)), keyring: keyringA };
      const b = { source: await openSource(args.b, targetSide(flags)), keyring: keyringB };
      const prefix = args.prefix === undefined ? '' : wholeKey(args.prefix, flags.prefix);
      const options = { prefix, showSecrets: flags['show-secrets'] };
      const onRead = (done: number): void => progress.update({ doing: 'reading both stores', done, unit: 'keys' });
      return printList(terminal, flags.output, {
        kind: 'KeyDifferenceList',
        metadata: { a: a.source.description.location, b: b.source.description.location, prefix },
        items: endingProgress(diffStores(a, b, options, { makeSorter, signal, onRead }), progress),
        columns: COLUMNS,
        name: (difference) => difference.key,
        empty: 'no differences',
      });
    });
    if (found > 0) this.exit(EXIT.findings);
  }
}

const MARKS = { 'only-in-a': '-', 'only-in-b': '+', differs: '~' } as const;

const COLUMNS: readonly Column<KeyDifference>[] = [
  {
    title: '',
    value: (difference) => MARKS[difference.change],
    paint: (text, { change }, paint) =>
      (change === 'differs' ? paint.yellow : change === 'only-in-a' ? paint.red : paint.green)(text),
  },
  { title: 'KEY', value: (difference) => difference.key, cut: 'start' },
  { title: 'FIELDS', value: (difference) => difference.fields.map((field) => field.path).join(' '), cut: 'end' },
];
