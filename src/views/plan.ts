import type { MigrationPlan } from '../lib/migrate/index.js';
import { formatBytes, formatDuration, formatQuantity } from '../lib/output/format.js';
import type { ReportResult } from '../lib/output/result.js';
import { outcomeSections } from './outcome.js';

/** A plan for people and programs. `savedAs` is absent when it was not written to a file. */
export function planView(plan: MigrationPlan, savedAs: string | undefined): ReportResult {
  const { survey, source, from, to, expected } = plan;
  return {
    kind: 'MigrationPlan',
    metadata: {
      source,
      from,
      to,
      planTime: new Date(plan.planTime).toISOString(),
      ...(savedAs === undefined ? {} : { file: savedAs }),
    },
    result: { settings: plan.settings, expected, ...survey },
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(source)}: Kubernetes ${from} to ${to}`,
          `${formatQuantity(survey.records, 'key')} (${formatBytes(survey.sourceBytes)}) become ${formatQuantity(survey.targetKeys, 'key')} (${formatBytes(survey.targetBytes)})`,
          `A run takes about ${formatDuration(expected.seconds * 1000)}, and a target file about ${formatBytes(expected.fileBytes)}.`,
        ],
      },
      ...outcomeSections(survey),
      {
        lines: (paint) =>
          survey.problems.length > 0
            ? [
                paint.red(
                  'This cannot be carried out: mend what is listed above, or set it aside with "skep migrate run --quarantine DIR".',
                ),
              ]
            : [
                savedAs === undefined
                  ? paint.green('Nothing stands in the way.')
                  : `${paint.green('Nothing stands in the way.')} The plan is ${savedAs}.`,
              ],
      },
    ],
    names: survey.tallies.map((tally) => tally.kind),
  };
}
