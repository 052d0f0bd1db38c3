import { Args, Command, Flags } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { formatBytes } from '../../lib/output/format.js';
import { printReport } from '../../lib/output/print.js';
import { stateFlags } from '../../run-flags.js';
import { newestRuns, runNamed } from '../../stored-runs.js';
import { supportBundle } from '../../support-bundle.js';
import { withSession } from '../../wiring.js';

export default class SupportBundle extends Command {
  static override summary =
    'Gather what a report of a fault needs: versions, settings, runs with journals and logs, without secrets.';
  static override description =
    'Says what is in it, and sends nothing anywhere. CONTENTS.txt in the archive lists it once more: look before you pass it on.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> bundle.tgz',
    '<%= config.bin %> <%= command.id %> bundle.tgz --run rollout-20261122-211600-ab12',
  ];
  static override args = { file: Args.string({ required: true, description: 'where to write it (.tgz)' }) };
  static override flags = {
    run: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'this run (default: the newest three)' }),
    ...stateFlags,
    ...commonFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SupportBundle);
    await withSession(flags, async (session) => {
      const state = await session.openState(flags);
      const named = await Promise.all((flags.run ?? []).map((run) => runNamed(state, run)));
      const runs = named.length > 0 ? named : await newestRuns(state, 3);
      const { config, 'state-dir': stateDir } = flags;
      const bundle = await supportBundle(session, state, {
        config,
        'state-dir': stateDir,
        runs,
        skepVersion: this.config.version,
      });
      await session.writeFile(args.file, [bundle.bytes]);
      await printReport(session.terminal, flags.output, {
        kind: 'SupportBundle',
        metadata: { file: args.file },
        result: { files: bundle.files },
        names: bundle.files.map(({ name }) => name),
        sections: [
          {
            title: `In ${args.file} (${formatBytes(bundle.bytes.length)})`,
            lines: () => bundle.files.map(({ name, size, what }) => `${name}  ${formatBytes(size)}  ${what}`),
          },
        ],
      });
    });
  }
}
