import { Args, Command } from '@oclif/core';
import { commonFlags } from '../../flags.js';
import { documentKind } from '../../lib/config/documents.js';
import type { Explanation, FieldSummary } from '../../lib/config/explain.js';
import { explain } from '../../lib/config/explain.js';
import { printReport, tableOf } from '../../lib/output/print.js';
import type { Section } from '../../lib/output/result.js';
import type { Column } from '../../lib/output/table.js';
import { yamlText } from '../../lib/output/yaml-text.js';
import { processTerminal } from '../../wiring.js';

export default class ConfigExplain extends Command {
  static override summary = 'Explain a document that Skep reads, or one field of it.';
  static override description = 'Type, default, allowed values and examples, from the same schema that checks the document.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> MigrationRules',
    '<%= config.bin %> <%= command.id %> MigrationRules.spec.tenants --output json',
  ];
  static override args = {
    path: Args.string({ ignoreStdin: true, required: true, description: 'KIND or KIND.field.field' }),
    field: Args.string({ ignoreStdin: true, description: 'the field, where it was not written behind the kind' }),
  };
  static override flags = { ...commonFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ConfigExplain);
    const [kind = '', ...rest] = args.path.split('.');
    const explanation = explain(documentKind(kind), [...rest, args.field ?? ''].join('.'));
    await printReport(processTerminal(flags['no-color']), flags.output, {
      kind: 'Explanation',
      metadata: { path: explanation.path },
      result: explanation,
      sections: sectionsOf(explanation),
      names: explanation.fields.map((field) => `${explanation.path}.${field.name}`),
    });
  }
}

function sectionsOf(explanation: Explanation): readonly Section[] {
  const facts = [
    `type:     ${explanation.type}${explanation.required ? '' : ' (optional)'}`,
    ...(explanation.default === undefined ? [] : [`default:  ${JSON.stringify(explanation.default)}`]),
    ...(explanation.allowed === undefined ? [] : [`allowed:  ${explanation.allowed.map(String).join(', ')}`]),
  ];
  const description = explanation.description === undefined ? [] : ['', explanation.description];
  const examples = explanation.examples.flatMap((example) => yamlText(example).trimEnd().split('\n'));
  return [
    { lines: (paint) => [paint.bold(explanation.path), ...facts, ...description] },
    ...(examples.length === 0 ? [] : [{ title: 'Example', lines: () => examples }]),
    { title: 'Fields', table: tableOf(FIELD_COLUMNS, explanation.fields) },
  ];
}

const FIELD_COLUMNS: readonly Column<FieldSummary>[] = [
  { title: 'FIELD', value: (field) => field.name + (field.required ? ' *' : '') },
  { title: 'TYPE', value: (field) => field.type, cut: 'end' },
  { title: 'DESCRIPTION', value: (field) => field.description ?? '', cut: 'end' },
];
