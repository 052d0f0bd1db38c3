import { formatCount, formatQuantity } from '../lib/output/format.js';
import { tableOf } from '../lib/output/print.js';
import type { Paint } from '../lib/output/color.js';
import type { ReportResult } from '../lib/output/result.js';
import type { Column } from '../lib/output/table.js';
import { printable } from '../lib/output/width.js';
import { listed } from './outcome.js';
import type { Finding, KindAccount, VerifyReport } from '../lib/migrate/verify/report.js';

export interface VerifiedStores {
  readonly source: string;
  readonly target: string;
  readonly from: string;
  readonly to: string;
}

const FINDINGS_SHOWN = 50;

/** What the verifier found, worst last: a person reads the end of what scrolled by. */
export function verificationView(report: VerifyReport, stores: VerifiedStores): ReportResult {
  const shown = report.findings.slice(0, FINDINGS_SHOWN);
  const rest = report.findingsTotal - shown.length;
  return {
    kind: 'Verification',
    metadata: { ...stores },
    result: report,
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(stores.target)} against ${stores.source}: Kubernetes ${stores.from} to ${stores.to}`,
          `${formatQuantity(report.sourceKeys, 'source key')}, ${formatQuantity(report.targetKeys, 'target key')}`,
        ],
      },
      { title: 'By kind', table: tableOf(accountColumns(report.accounts), report.accounts) },
      { title: 'Dropped by rule', table: tableOf(DROP_COLUMNS, Object.entries(report.dropped)) },
      ...listed(
        `Findings (${formatCount(report.findingsTotal)})`,
        (paint) => shown.flatMap((finding) => findingLines(finding, paint)),
        shown.length,
      ),
      {
        lines: (paint) => [
          ...(rest > 0 ? [`and ${formatQuantity(rest, 'more finding')}: see --output json`] : []),
          report.ok
            ? paint.green('Every key is accounted for.')
            : paint.red(`${formatQuantity(report.findingsTotal, 'finding')}: the target is not what it should be.`),
        ],
      },
    ],
    names: report.findings.map((finding) => finding.key),
  };
}

const FATES = ['migrated', 'moved', 'converted', 'merged', 'foreign', 'dropped', 'failed'] as const;

function accountColumns(accounts: readonly KindAccount[]): readonly Column<KindAccount>[] {
  const met = FATES.filter((fate) => accounts.some((account) => account.fates[fate] > 0));
  const count = (value: number): string => (value === 0 ? '-' : formatCount(value));
  return [
    { title: 'KIND', value: (account) => account.kind, cut: 'end' },
    ...met.map(
      (fate): Column<KindAccount> => ({
        title: fate.toUpperCase(),
        value: (account) => count(account.fates[fate]),
        align: 'right',
      }),
    ),
    { title: 'MADE', value: (account) => count(account.made), align: 'right' },
  ];
}

const DROP_COLUMNS: readonly Column<readonly [string, number]>[] = [
  { title: 'RULE', value: ([rule]) => rule },
  { title: 'KEYS', value: ([, keys]) => formatCount(keys), align: 'right' },
];

function findingLines(finding: Finding, paint: Paint): readonly string[] {
  const place = finding.path === undefined ? '' : ` ${printable(finding.path)}`;
  return [`${paint.red(finding.code)} ${printable(finding.key)}${place}`, `  ${printable(whatOf(finding))}`];
}

function whatOf({ message, expected, actual }: Finding): string {
  if (expected === undefined && actual === undefined) return message;
  return `${message} (expected ${expected ?? 'nothing'}, found ${actual ?? 'nothing'})`;
}
