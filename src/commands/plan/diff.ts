import { Args, Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { diffPlans } from '../../lib/engine/plan-diff.js';
import { readPlan } from '../../lib/engine/plan-file.js';
import { EXIT } from '../../lib/errors.js';
import { printReport } from '../../lib/output/print.js';
import { diffView } from '../../views/run-history.js';
import { withSession } from '../../wiring.js';

export default class PlanDiffer extends Command {
  static override summary = 'Compare what two saved plans would do. Exit code 2 when they differ.';
  static override description =
    'Names, times of making and hashes do not count; what the world was like when they were made does.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> reviewed.json new.json',
    '<%= config.bin %> <%= command.id %> reviewed.json new.json --output json',
  ];
  static override args = {
    a: Args.string({ required: true, description: 'the one plan' }),
    b: Args.string({ required: true, description: 'the other plan' }),
  };
  static override flags = { ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(PlanDiffer);
    const diff = await withSession(flags, async ({ terminal, readText }) => {
      const planIn = async (file: string) => readPlan(Buffer.from(await readText(file)), file);
      const found = diffPlans(await planIn(args.a), await planIn(args.b));
      await printReport(terminal, flags.output, diffView(found, args));
      return found;
    });
    if (!diff.same) this.exit(EXIT.findings);
  }
}
