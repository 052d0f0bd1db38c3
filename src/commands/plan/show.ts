import { Args, Command, Flags } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { planDot, planMermaid } from '../../lib/engine/plan-drawing.js';
import { readPlan } from '../../lib/engine/plan-file.js';
import { planText } from '../../lib/engine/plan-text.js';
import { yamlText } from '../../lib/output/yaml-text.js';
import { withSession } from '../../wiring.js';

export default class PlanShow extends Command {
  static override summary = 'Show a saved plan: what it will do, in which order, and what cannot be taken back.';
  static override description = 'A plan that was changed by hand is refused. Its steps need not be known to this Skep.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> plan.json',
    '<%= config.bin %> <%= command.id %> plan.json --output mermaid',
  ];
  static override args = { file: Args.string({ required: true, description: 'the saved plan' }) };
  static override flags = {
    all: Flags.boolean({ default: false, description: 'every step, also of large groups' }),
    ...commonFlags,
    output: Flags.option({
      char: 'o',
      options: ['table', 'json', 'yaml', 'name', 'dot', 'mermaid'] as const,
      default: 'table' as const,
      description: 'form of the answer on stdout; dot and mermaid draw it as a graph',
      env: 'SKEP_OUTPUT',
      helpGroup: 'OUTPUT',
    })(),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(PlanShow);
    await withSession(flags, async ({ terminal, readText }) => {
      const plan = readPlan(Buffer.from(await readText(args.file)), args.file);
      const forms = {
        table: () => planText(plan, flags.all ? { fold: Number.POSITIVE_INFINITY } : {}),
        json: () => `${JSON.stringify(plan, undefined, 2)}\n`,
        yaml: () => yamlText(plan),
        name: () => plan.steps.map(({ id }) => `${id}\n`).join(''),
        dot: () => planDot(plan),
        mermaid: () => planMermaid(plan),
      };
      await terminal.out.write(forms[flags.output]());
    });
  }
}
