import { formatBytes, formatCount, formatQuantity } from '../lib/output/format.js';
import { tableOf } from '../lib/output/print.js';
import type { Paint } from '../lib/output/color.js';
import type { Section } from '../lib/output/result.js';
import type { Column } from '../lib/output/table.js';
import { printable } from '../lib/output/width.js';
import type { KindTally, Problem, Survey } from '../lib/migrate/index.js';

/** Rows of a long list that a person is shown; the rest is counted, and is in `-o json` and the audit. */
const PROBLEMS_SHOWN = 50;

/** What a plan will do, or a run has done: by kind, then what there is to know, worst last. `title` stands over the first table. */
export function outcomeSections(survey: Survey, title = 'By kind'): readonly Section[] {
  const warnings = warningGroups(survey.warnings);
  const problems = survey.problems.slice(0, PROBLEMS_SHOWN);
  return [
    { title, table: tableOf(tallyColumns(survey.tallies), survey.tallies) },
    ...droppedSection(survey.tallies),
    ...listed(
      `Warnings (${formatCount(survey.warningCount)})`,
      (paint) => warnings.flatMap((group) => warningLines(group, paint)),
      warnings.length,
    ),
    ...listed(
      `Cannot be carried (${formatCount(survey.problems.length)})`,
      (paint) => problems.flatMap((problem) => problemLines(problem, paint)),
      problems.length,
    ),
    ...hintsSection(survey.problems),
  ];
}

/** A titled part of a report, left out when there is nothing in it. */
export function listed(title: string, lines: (paint: Paint) => readonly string[], count: number): readonly Section[] {
  return count === 0 ? [] : [{ title, lines }];
}

function hintsSection(problems: readonly Problem[]): readonly Section[] {
  const hints = [...new Set(problems.map((problem) => problem.hint).filter((hint) => hint !== ''))];
  const rest = problems.length - PROBLEMS_SHOWN;
  const more = rest > 0 ? [`and ${formatQuantity(rest, 'more object')}: see --output json`] : [];
  if (hints.length + more.length === 0) return [];
  return [{ lines: (paint) => [...more, ...hints.map((hint) => `${paint.dim('try:')} ${hint}`)] }];
}

/** Why there will be less than there was: every rule that dropped something, with its reason. */
function droppedSection(tallies: readonly KindTally[]): readonly Section[] {
  const drops = tallies.flatMap(({ kind, drops: byRule }) =>
    Object.entries(byRule).map(([rule, drop]) => ({ kind, rule, ...drop })),
  );
  const lines = (paint: Paint): readonly string[] =>
    drops.flatMap(({ kind, rule, count, reason, example }) => [
      `${rule}: ${formatQuantity(count, 'object')} (${kind})`,
      ...(reason === '' ? [] : [`  ${printable(reason)}`]),
      paint.dim(`  for example ${printable(example)}`),
    ]);
  return listed('Dropped by rule', lines, drops.length);
}

interface WarningGroup {
  readonly code: string;
  readonly count: number;
  readonly message: string;
  readonly example: string;
}

function warningGroups(warnings: Survey['warnings']): readonly WarningGroup[] {
  const byCode = new Map<string, Survey['warnings'][number][]>();
  for (const warning of warnings) {
    const group = byCode.get(warning.code) ?? [];
    group.push(warning);
    byCode.set(warning.code, group);
  }
  return [...byCode].map(([code, group]) => ({
    code,
    count: group.length,
    message: group[0]?.message ?? '',
    example: group[0]?.key ?? '',
  }));
}

/** Sentences and long keys have no room side by side in a terminal: they stand below each other. */
function warningLines({ code, count, message, example }: WarningGroup, paint: Paint): readonly string[] {
  return [
    `${paint.yellow(code)}: ${formatQuantity(count, 'object')}`,
    `  ${printable(message)}`,
    paint.dim(`  for example ${printable(example)}`),
  ];
}

function problemLines({ code, key, message }: Problem, paint: Paint): readonly string[] {
  return [`${paint.red(code)} ${printable(key)}`, `  ${printable(message)}`];
}

const COUNTED_FATES = ['migrated', 'moved', 'converted', 'merged', 'made', 'foreign', 'dropped', 'failed'] as const;

/** Only the fates that something met, so that the table fits a terminal. */
function tallyColumns(tallies: readonly KindTally[]): readonly Column<KindTally>[] {
  const met = COUNTED_FATES.filter((fate) => tallies.some((tally) => tally.fates[fate] > 0));
  return [
    { title: 'KIND', value: (tally) => tally.kind, cut: 'end' },
    ...met.map(
      (fate): Column<KindTally> => ({
        title: fate.toUpperCase(),
        value: (tally) => (tally.fates[fate] === 0 ? '-' : formatCount(tally.fates[fate])),
        align: 'right',
        paint: (text, tally, paint) => (tally.fates[fate] === 0 ? paint.dim(text) : fate === 'failed' ? paint.red(text) : text),
      }),
    ),
    { title: 'BEFORE', value: (tally) => formatBytes(tally.sourceBytes), align: 'right', optional: true },
    { title: 'AFTER', value: (tally) => formatBytes(tally.targetBytes), align: 'right', optional: true },
  ];
}
