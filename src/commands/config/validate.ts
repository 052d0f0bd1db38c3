import { Args, Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { validateDocument } from '../../lib/config/documents.js';
import { printReport } from '../../lib/output/print.js';
import { withSession } from '../../wiring.js';

export default class ConfigValidate extends Command {
  static override summary = 'Check a document that Skep reads. Exit code 78 when it is wrong.';
  static override description = 'Names every mistake with its line and column. Reads the file and nothing else.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> rules.yaml',
    '<%= config.bin %> <%= command.id %> rules.yaml --output json',
  ];
  static override args = {
    file: Args.string({ ignoreStdin: true, required: true, description: 'document to check (YAML or JSON)' }),
  };
  static override flags = { ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ConfigValidate);
    await withSession(flags, async ({ terminal, readText }) => {
      const { kind } = validateDocument(await readText(args.file), args.file);
      await printReport(terminal, flags.output, {
        kind: 'Validation',
        metadata: { file: args.file },
        result: { valid: true, kind },
        sections: [{ lines: (paint) => [`${args.file}: ${paint.green('valid')} ${kind}`] }],
        names: [args.file],
      });
    });
  }
}
