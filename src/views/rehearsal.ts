import { formatCount, formatDuration, formatQuantity } from '../lib/output/format.js';
import { tableOf } from '../lib/output/print.js';
import type { Paint } from '../lib/output/color.js';
import type { ReportResult } from '../lib/output/result.js';
import type { Column } from '../lib/output/table.js';
import { printable } from '../lib/output/width.js';
import type { ListedResource, RehearsalFinding, RehearsalReport } from '../lib/shadow/findings.js';
import { listed } from './outcome.js';

/** What a server of the target release made of the store. */
export function rehearsalView(report: RehearsalReport, target: string): ReportResult {
  const { seconds, findings } = report;
  const took = formatDuration((seconds.copy + seconds.start + seconds.compare) * 1000);
  return {
    kind: 'Rehearsal',
    metadata: { target, server: report.server },
    result: report,
    warnings: report.notices,
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(target)} before a kube-apiserver of ${report.server}: ${formatQuantity(report.keys, 'key')}, ${formatQuantity(report.accounted.compared, 'object')} compared, ${took}`,
          `${formatQuantity(report.serverWritten, 'key')} written by the server itself, ${formatQuantity(report.accounted.foreign, 'key')} not of Kubernetes`,
        ],
      },
      {
        title: 'Listed',
        table: tableOf(
          LISTED_COLUMNS,
          report.listed.filter((listed) => listed.objects > 0),
        ),
      },
      ...listed(
        `Findings (${formatCount(findings.length)})`,
        (paint) => findings.flatMap((finding) => findingLines(finding, paint)),
        findings.length,
      ),
      {
        lines: (paint) => [
          findings.length === 0
            ? paint.green('The server reads all of it as it was meant.')
            : paint.red(`${formatQuantity(findings.length, 'finding')}: the server does not read all of it as it was meant.`),
        ],
      },
    ],
    names: findings.map((finding) => finding.key),
  };
}

const LISTED_COLUMNS: readonly Column<ListedResource>[] = [
  { title: 'RESOURCE', value: (listed) => listed.resource, cut: 'start' },
  { title: 'OBJECTS', value: (listed) => formatCount(listed.objects), align: 'right' },
  { title: 'CONTENT', value: (listed) => (listed.compared ? 'compared' : 'presence only') },
];

function findingLines({ code, kind, key, message, paths = [] }: RehearsalFinding, paint: Paint): readonly string[] {
  return [`${paint.red(code)} ${kind} ${printable(key)}`, `  ${printable([message, ...paths].join(' '))}`];
}
