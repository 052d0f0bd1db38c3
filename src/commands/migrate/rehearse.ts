import { Command, Flags } from '@oclif/core';
import { commonFlags, encryptionFlags, prefixFlag, releaseOf, rootOf, sourceArg, sourceFlags } from '../../flags.js';
import { EXIT } from '../../lib/errors.js';
import type { Release } from '../../lib/kinds/release.js';
import { printReport } from '../../lib/output/print.js';
import type { Progress } from '../../lib/output/progress.js';
import type { RehearsalEvent } from '../../lib/shadow/findings.js';
import { rehearse } from '../../lib/shadow/rehearse.js';
import { rehearsalView } from '../../views/rehearsal.js';
import { sourceSide, withSession } from '../../wiring.js';

export default class MigrateRehearse extends Command {
  static override summary =
    "Let the target release's own kube-apiserver read a copy of a store. Exit code 2 when it finds anything.";
  static override description =
    'Starts a scratch etcd and kube-apiserver on loopback, lists every resource through them and compares with what is stored: objects that do not decode, are dropped or changed. The store is only read; the servers end with this command.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> production.db --release 1.9 --apiserver ./kube-apiserver',
    '<%= config.bin %> <%= command.id %> production.db --release 1.20 --apiserver ./kube-apiserver --etcd /usr/bin/etcd --output json',
  ];
  static override args = { target: sourceArg('store to rehearse with') };
  static override flags = {
    release: Flags.custom<Release>({
      required: true,
      helpValue: '1.N',
      description: 'release of the kube-apiserver',
      parse: (text) => Promise.resolve(releaseOf(text)),
    })(),
    apiserver: Flags.file({
      required: true,
      helpValue: 'FILE',
      description: 'kube-apiserver of that release',
      env: 'SKEP_APISERVER',
    }),
    etcd: Flags.file({ helpValue: 'FILE', description: 'etcd that it can talk to (default: the one on PATH)', env: 'SKEP_ETCD' }),
    ...prefixFlag,
    ...encryptionFlags,
    ...commonFlags,
    ...sourceFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(MigrateRehearse);
    const report = await withSession(flags, async (session) => {
      const { progress, signal, findProgram, scratchBase } = session;
      const prefix = rootOf(flags.prefix);
      const target = await session.openSource(args.target, sourceSide(flags));
      const file = flags['encryption-config'];
      const keyring = await session.readKeyring(file, prefix);
      const { form, location } = target.description;
      const found = await rehearse(
        {
          target,
          release: flags.release,
          apiserver: await findProgram('kube-apiserver', flags.apiserver),
          etcd: await findProgram('etcd', flags.etcd),
          prefix,
          scratchBase,
          signal,
          onEvent: (event) => show(progress, event),
          ...(form === 'backend' && location.endsWith('.db') ? { backendFile: location } : {}),
          ...(file === undefined || keyring === undefined ? {} : { encryption: { file, keyring } }),
        },
        { openSource: (at) => session.openSource(at, NO_FLAGS), openTarget: (at) => session.openTarget(at, NO_FLAGS) },
      );
      progress.stop();
      await printReport(session.terminal, flags.output, rehearsalView(found, location));
      return found;
    });
    if (report.findings.length > 0) this.exit(EXIT.findings);
  }
}

/** The scratch servers know no users and no certificates. */
const NO_FLAGS = { variables: 'none' } as const;

function show(progress: Progress, event: RehearsalEvent): void {
  if (event.type === 'copied') progress.update({ doing: 'starting the servers', done: event.keys ?? 0, unit: 'keys' });
  if (event.type === 'listed') progress.update({ doing: 'listing', done: event.done, total: event.of, unit: 'resources' });
}
