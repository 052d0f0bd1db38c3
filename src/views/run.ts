import type { AuditRow, MigrateResult, RunRequest } from '../lib/migrate/index.js';
import { formatBytes, formatCount, formatDuration, formatQuantity } from '../lib/output/format.js';
import type { AuditEntry, MigrationReport } from '../lib/output/report/model.js';
import type { ReportResult } from '../lib/output/result.js';
import { verifyCommand } from './next-command.js';
import { outcomeSections } from './outcome.js';

interface RunFiles {
  readonly audit?: string | undefined;
  readonly report?: string | undefined;
  readonly quarantine?: string | undefined;
}

/** What a finished run tells. `flags` are those that it was given: the command that checks it needs some of them again. */
export function runView(
  request: RunRequest,
  outcome: MigrateResult,
  flags: RunFiles & Readonly<Record<string, unknown>>,
): ReportResult {
  const { survey, written, durations } = outcome;
  const took = durations.surveyMs + durations.writeMs;
  const target = request.target.description.location;
  const rate = took === 0 ? '' : `, ${formatCount((survey.records / took) * 1000)} keys a second`;
  const notices = request.source.notices();
  return {
    kind: 'MigrationRun',
    metadata: {
      source: request.source.description,
      target: request.target.description,
      from: request.from,
      to: request.to,
      ...(flags.audit === undefined ? {} : { audit: flags.audit }),
      ...(flags.report === undefined ? {} : { report: flags.report }),
    },
    result: { ...outcome, notices },
    warnings: notices.map((notice) => notice.message),
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(target)}: ${formatQuantity(written.records, 'key')} of Kubernetes ${request.to}, ${formatBytes(written.bytes)}, revision ${formatCount(written.revision)}`,
          `${formatDuration(took)}${rate}${outcome.resumed ? ' (resumed)' : ''}`,
          ...(request.resume && !outcome.resumed ? ['There was nothing to resume: this run began at the beginning.'] : []),
        ],
      },
      ...outcomeSections(survey),
      {
        lines: () => [
          ...fileLines(flags, outcome),
          `next: ${verifyCommand(request.source.description.location, target, request.to, flags)}`,
        ],
      },
    ],
    names: [target],
  };
}

function fileLines({ audit, report, quarantine }: RunFiles, { survey }: MigrateResult): readonly string[] {
  const failed = survey.problems.length;
  return [
    ...(audit === undefined ? [] : [`audit:  ${audit}`]),
    ...(report === undefined ? [] : [`report: ${report}`]),
    ...(quarantine === undefined || failed === 0 ? [] : [`set aside: ${formatQuantity(failed, 'object')} in ${quarantine}`]),
  ];
}

export interface ReportInput {
  readonly request: RunRequest;
  readonly outcome: MigrateResult;
  readonly skepVersion: string;
  readonly audit: AsyncIterable<AuditEntry>;
  readonly auditPath?: string;
}

/** The HTML report of a finished run. */
export function reportOf({ request, outcome, skepVersion, audit, auditPath }: ReportInput): MigrationReport {
  const { survey, written, durations } = outcome;
  return {
    title: `Kubernetes ${request.from} to ${request.to}: ${request.target.description.location}`,
    from: request.from,
    to: request.to,
    source: request.source.description.location,
    target: request.target.description.location,
    skepVersion,
    planTime: outcome.planTime,
    keysRead: survey.records,
    keysWritten: written.records,
    bytesRead: survey.sourceBytes,
    bytesWritten: survey.targetBytes,
    timings: [
      { name: 'read and carry', ms: durations.surveyMs },
      { name: 'write', ms: durations.writeMs },
    ],
    kinds: survey.tallies,
    warnings: survey.warnings,
    warningCount: survey.warningCount,
    audit,
    ...(auditPath === undefined ? {} : { auditPath }),
  };
}

/** The lines of an audit file as the report shows them. */
export async function* auditEntries(lines: AsyncIterable<string>): AsyncGenerator<AuditEntry> {
  for await (const line of lines) yield JSON.parse(line) as AuditRow;
}
