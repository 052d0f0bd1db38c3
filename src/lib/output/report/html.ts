import { createHash } from 'node:crypto';
import { formatBytes, formatCount, formatDuration } from '../format.js';
import { auditData, type AuditCounts } from './audit-data.js';
import type { Fate, KindOutcome, MigrationReport, ReportWarning, Timing } from './model.js';
import { FATES } from './model.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';

/**
 * The report as one HTML file that loads nothing, in pieces, so that an audit of any length passes through in bounded memory.
 * All that comes from a store is escaped, and a content security policy allows no script but the page's own.
 */
export async function* renderReport(report: MigrationReport): AsyncGenerator<string> {
  yield head(report);
  yield `<body><main>${header(report)}${tiles(report)}${warnings(report)}${dropped(report.kinds)}${kinds(report.kinds)}${timings(report.timings)}`;
  yield AUDIT_FRAME;
  yield '</main><script type="application/octet-stream" id="audit-data">';
  const counts: AuditCounts = { total: 0, embedded: 0 };
  yield* auditData(report.audit, counts);
  yield `</script><template id="audit-notice">${escapeHtml(auditNotice(counts, report.auditPath))}</template>`;
  yield `<script>${PAGE_SCRIPT}</script></body></html>\n`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function head({ title }: MigrationReport): string {
  const digest = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${digest}'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style></head>`;
}

function header(report: MigrationReport): string {
  const made = `${new Date(report.planTime).toISOString().replace('.000Z', 'Z')}, skep ${report.skepVersion}`;
  return `<header><p class="kicker">Metadata migration</p><h1>Kubernetes ${escapeHtml(report.from)} <span class="arrow">to</span> ${escapeHtml(report.to)}</h1>
<dl class="stores"><dt>Source</dt><dd>${escapeHtml(report.source)}</dd><dt>Target</dt><dd>${escapeHtml(report.target)}</dd><dt>Planned</dt><dd>${escapeHtml(made)}</dd></dl></header>`;
}

function tiles(report: MigrationReport): string {
  const failed = sumOf(report.kinds, 'failed');
  const dropped = sumOf(report.kinds, 'dropped');
  const total = report.timings.reduce((sum, timing) => sum + timing.ms, 0);
  const cells: readonly (readonly [string, string, string, string?])[] = [
    ['Keys read', formatCount(report.keysRead), formatBytes(report.bytesRead)],
    ['Keys written', formatCount(report.keysWritten), formatBytes(report.bytesWritten)],
    ['Dropped by rules', formatCount(dropped), dropped === 0 ? 'nothing left out' : 'why is told below'],
    ['Failed', formatCount(failed), failed === 0 ? 'every key accounted for' : 'set aside', failed === 0 ? 'good' : 'bad'],
    [
      'Warnings',
      formatCount(report.warningCount),
      report.warningCount === 0 ? 'nothing to look at' : 'listed below',
      report.warningCount === 0 ? 'good' : 'warn',
    ],
    ['Time', formatDuration(total), total === 0 ? '' : `${formatCount((report.keysRead / total) * 1000)} keys a second`],
  ];
  return `<section class="tiles" aria-label="Summary">${cells
    .map(
      ([name, value, note, tone = '']) =>
        `<div class="tile ${tone}"><h2>${name}</h2><p class="value">${value}</p><p class="note">${note}</p></div>`,
    )
    .join('')}</section>`;
}

function sumOf(outcomes: readonly KindOutcome[], fate: Fate): number {
  return outcomes.reduce((sum, outcome) => sum + outcome.fates[fate], 0);
}

const WARNINGS_SHOWN = 100;

function warnings({ warnings: all, warningCount }: MigrationReport): string {
  if (warningCount === 0) return '';
  const byCode = new Map<string, ReportWarning[]>();
  for (const warning of all) {
    const group = byCode.get(warning.code) ?? [];
    group.push(warning);
    byCode.set(warning.code, group);
  }
  const groups = [...byCode].sort(([, a], [, b]) => b.length - a.length).map(([code, group]) => warningGroup(code, group));
  const partial =
    all.length < warningCount
      ? `<p class="notice">The first ${formatCount(all.length)} of ${formatCount(warningCount)} warnings; all of them stand in the audit.</p>`
      : '';
  return `<section id="warnings"><h2>Warnings</h2>${partial}${groups.join('')}</section>`;
}

function warningGroup(code: string, group: readonly ReportWarning[]): string {
  const items = group
    .slice(0, WARNINGS_SHOWN)
    .map(({ key, message }) => `<li><code>${escapeHtml(key)}</code><span>${escapeHtml(message)}</span></li>`);
  const more =
    group.length > WARNINGS_SHOWN
      ? `<li class="more">and ${formatCount(group.length - WARNINGS_SHOWN)} more: search the audit for ${escapeHtml(code)}</li>`
      : '';
  return `<details><summary><span class="count">${formatCount(group.length)}</span> <code>${escapeHtml(code)}</code> <span class="sample">${escapeHtml(group[0]?.message ?? '')}</span></summary><ul>${items.join('')}${more}</ul></details>`;
}

/** Every rule that left something out, with its reason: the first question of whoever counts less than there was. */
function dropped(outcomes: readonly KindOutcome[]): string {
  const rows = outcomes
    .flatMap(({ kind, drops }) => Object.entries(drops).map(([rule, drop]) => ({ kind, rule, ...drop })))
    .sort((a, b) => b.count - a.count)
    .map(
      ({ kind, rule, count, reason, example }) =>
        `<details><summary><span class="count">${formatCount(count)}</span> <code>${escapeHtml(rule)}</code> <span class="sample">${escapeHtml(kind)}: ${escapeHtml(reason)}</span></summary><ul><li>${escapeHtml(kind)}</li><li><code>${escapeHtml(example)}</code><span>${escapeHtml(reason)}</span></li><li class="more">all of them: choose the fate "dropped" in the audit</li></ul></details>`,
    );
  return rows.length === 0 ? '' : `<section id="dropped"><h2>Dropped by rule</h2>${rows.join('')}</section>`;
}

function kinds(outcomes: readonly KindOutcome[]): string {
  const used = FATES.filter((fate) => outcomes.some((outcome) => outcome.fates[fate] > 0));
  const legend = used.map((fate) => `<li><i class="fate-${fate}"></i>${fate}</li>`).join('');
  const most = Math.max(1, ...outcomes.map(countOf));
  const rows = [...outcomes]
    .sort((a, b) => countOf(b) - countOf(a) || (a.kind < b.kind ? -1 : 1))
    .map((outcome) => kindRow(outcome, most));
  return `<section id="kinds"><h2>What happened to every kind</h2><ul class="legend">${legend}</ul><table><thead><tr><th scope="col">Kind</th><th scope="col" class="bar-column">Keys</th><th scope="col" class="number">Count</th><th scope="col">Fate</th><th scope="col" class="number">Before</th><th scope="col" class="number">After</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function countOf({ fates }: KindOutcome): number {
  return FATES.reduce((sum, fate) => sum + fates[fate], 0);
}

/** The bar's length grows with the root of the count, so that kinds with one object beside a kind with thousands can be seen. */
function kindRow(outcome: KindOutcome, most: number): string {
  const count = countOf(outcome);
  const present = FATES.filter((fate) => outcome.fates[fate] > 0);
  const parts = present.map((fate) => `<i class="fate-${fate}" style="flex-grow:${outcome.fates[fate]}"></i>`).join('');
  const words = present.map((fate) => `${formatCount(outcome.fates[fate])} ${fate}`).join(', ');
  const width = (Math.sqrt(count / most) * 100).toFixed(1);
  return `<tr><th scope="row">${escapeHtml(outcome.kind)}</th><td class="bar-column"><div class="bar" style="width:${width}%" title="${words}">${parts}</div></td><td class="number">${formatCount(count)}</td><td class="fates">${words}</td><td class="number">${formatBytes(outcome.sourceBytes)}</td><td class="number">${formatBytes(outcome.targetBytes)}</td></tr>`;
}

function timings(all: readonly Timing[]): string {
  if (all.length === 0) return '';
  const longest = Math.max(1, ...all.map((timing) => timing.ms));
  const rows = all.map(
    ({ name, ms }) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td class="bar-column"><div class="bar" style="width:${((ms / longest) * 100).toFixed(1)}%"><i class="timing"></i></div></td><td class="number">${formatDuration(ms)}</td></tr>`,
  );
  return `<section id="timings"><h2>Timings</h2><table><tbody>${rows.join('')}</tbody></table></section>`;
}

function auditNotice({ total, embedded }: AuditCounts, path: string | undefined): string {
  if (total === embedded) return '';
  const where = path === undefined ? 'give --audit FILE.jsonl to keep the whole of it' : `the whole of it is ${path}`;
  return `This file holds ${formatCount(embedded)} of ${formatCount(total)} rows, those with something to tell first; ${where}.`;
}

const AUDIT_FRAME = `<section id="audit"><h2>Audit</h2><p class="notice" id="notice" hidden></p>
<div class="controls"><label>Search <input type="search" id="search" placeholder="key, kind, rule or text" autocomplete="off" spellcheck="false"></label>
<label>Fate <select id="fate"><option value="">all</option></select></label><label>Kind <select id="kind"><option value="">all</option></select></label>
<output id="matches" aria-live="polite">loading</output></div>
<div class="rows-head" aria-hidden="true"><span>Fate</span><span>Kind</span><span>Key</span><span>What is to be told</span></div>
<div id="rows" role="listbox" tabindex="0" aria-label="Audit rows"><div id="space"><div id="window"></div></div></div>
<div id="detail" aria-live="polite" hidden></div>
<p class="print-only">The audit is searchable on the screen; it is not printed.</p></section>`;
