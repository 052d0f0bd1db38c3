import { Args, Command } from '@oclif/core';
import {
  commonFlags,
  encryptionFlags,
  prefixFlag,
  rootOf,
  showSecretsFlag,
  sourceArg,
  sourceFlags,
  wholeKey,
} from '../../flags.js';
import type { ShownValue } from '../../lib/keys/get.js';
import { getKey } from '../../lib/keys/get.js';
import { printReport } from '../../lib/output/print.js';
import { yamlText } from '../../lib/output/yaml-text.js';
import { sourceSide, withSession } from '../../wiring.js';

export default class EtcdGet extends Command {
  static override summary = 'Show one key of a store, decoded, as YAML.';
  static override description =
    'JSON, protobuf and encrypted values all show as the Kubernetes object that they hold. Secret values are hidden unless --show-secrets is given.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> snapshot.db services/specs/default/kubernetes',
    '<%= config.bin %> <%= command.id %> backup.tgz /registry/secrets/default/token --show-secrets --output json',
  ];
  static override args = {
    store: sourceArg('store to read'),
    key: Args.string({
      ignoreStdin: true,
      required: true,
      description: 'key; one that does not begin with "/" lies below --prefix',
    }),
  };
  static override flags = { ...showSecretsFlag, ...encryptionFlags, ...prefixFlag, ...commonFlags, ...sourceFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(EtcdGet);
    await withSession(flags, async ({ terminal, openSource, readKeyring, signal }) => {
      const keyring = await readKeyring(flags['encryption-config'], rootOf(flags.prefix));
      const source = await openSource(args.store, sourceSide(flags));
      const { object, text, base64, ...facts } = await getKey(source, {
        key: wholeKey(args.key, flags.prefix),
        showSecrets: flags['show-secrets'],
        signal,
        ...(keyring === undefined ? {} : { keyring }),
      });
      await printReport(terminal, flags.output, {
        kind: 'StoredKey',
        metadata: { store: source.description.location, ...facts },
        result: object ?? text ?? base64,
        sections: [
          { lines: (paint) => [...heading(facts).map((line) => paint.dim(line)), ...bodyLines({ object, text, base64 })] },
        ],
        names: [facts.key],
      });
    });
  }
}

type Body = Pick<{ [K in keyof ShownValue]: ShownValue[K] | undefined }, 'object' | 'text' | 'base64'>;

/** Comments, so that what is printed stays YAML. */
function heading(facts: Omit<ShownValue, 'object' | 'text' | 'base64'>): readonly string[] {
  const { encryption } = facts;
  return [
    `# ${facts.key}`,
    `# ${facts.media}, ${facts.valueBytes} bytes, revision ${facts.modRevision} (created at ${facts.createRevision})`,
    ...(facts.ttlSeconds === undefined ? [] : [`# lives ${facts.ttlSeconds} seconds`]),
    ...(encryption === undefined ? [] : [`# encrypted: ${encryption.provider} with key ${encryption.keyName}`]),
    ...(facts.hasUnknownFields === true ? ['# has fields that skep does not know; they stay with the object'] : []),
    ...(facts.redacted === true ? ['# secret values are hidden; --show-secrets shows them'] : []),
  ];
}

function bodyLines({ object, text, base64 }: Body): readonly string[] {
  return yamlText(object ?? text ?? base64 ?? null)
    .trimEnd()
    .split('\n');
}
