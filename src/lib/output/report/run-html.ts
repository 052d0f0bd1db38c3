import { formatCount, formatDuration } from '../format.js';
import { escapeHtml } from './html.js';
import { PAGE_STYLE } from './page-style.js';
import type { ReportedStep, RunReport } from './run-model.js';
import { drawnSteps, timelineSvg } from './run-timeline.js';

/**
 * The report of a run as one HTML file that loads nothing and runs no script. All that comes from a plan or a journal is escaped,
 * and a content security policy forbids whatever would slip through.
 */
export function* renderRunReport(report: RunReport): Generator<string> {
  yield head(report);
  yield `<body><main>${header(report)}${tiles(report)}${failures(report)}`;
  yield timeline(report);
  yield `${critical(report)}${sessions(report)}${steps(report)}${said(report)}</main></body></html>\n`;
}

const RUN_STYLE = `
.mono{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
.failure{background:var(--panel);border:1px solid var(--line);border-left:3px solid var(--bad);border-radius:6px;padding:8px 12px;margin-bottom:8px;overflow-wrap:anywhere}
.failure p{margin:2px 0 0;color:var(--soft)}
.failure pre{margin:4px 0 0;white-space:pre-wrap}
.scroll{overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:8px}
#timeline-chart{display:block;width:100%;min-width:820px}
#timeline-chart text{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--ink)}
#timeline-chart .axis{fill:var(--soft);font-size:11px}
#timeline-chart .critical{fill:var(--accent);font-weight:700}
.tick{stroke:var(--line)}.stretch{fill:var(--bg)}
.bar-done{fill:var(--migrated)}.bar-failed{fill:var(--failed)}.bar-unknown{fill:var(--dropped)}.bar-open{fill:var(--moved)}.bar-undone{fill:var(--converted)}
i.bar-done{background:var(--migrated)}i.bar-failed{background:var(--failed)}i.bar-unknown{background:var(--dropped)}i.bar-open{background:var(--moved)}i.bar-undone{background:var(--converted)}
.status-failed,.level-error{color:var(--bad)}.status-blocked,.status-unknown,.level-warning{color:var(--warn)}.status-done{color:var(--good)}.status-waiting,.status-skipped,.level-debug{color:var(--soft)}
td,th{overflow-wrap:anywhere}
#said{max-height:none}
#said ol{list-style:none;margin:0;padding:8px 12px;max-height:480px;overflow:auto}
#said li{padding:1px 0;overflow-wrap:anywhere}
#said time{color:var(--soft);margin-right:10px}
@media print{#said ol{max-height:none}.scroll{overflow:visible}}
`;

function head({ runId, kind, target }: RunReport): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(`${runId}: ${kind} of ${target}`)}</title>
<style>${PAGE_STYLE}${RUN_STYLE}</style></head>`;
}

function header({ runId, kind, target, planHash, skepVersion, madeAt }: RunReport): string {
  return `<header><p class="kicker">Run ${escapeHtml(runId)}</p><h1>${escapeHtml(kind)} <span class="arrow">of</span> ${escapeHtml(target)}</h1>
<dl class="stores"><dt>Plan</dt><dd class="mono">${escapeHtml(planHash)}</dd><dt>Report</dt><dd>${iso(madeAt)}, skep ${escapeHtml(skepVersion)}</dd></dl></header>`;
}

const TONES: Readonly<Record<RunReport['status'], string>> = {
  'not begun': '',
  open: 'warn',
  succeeded: 'good',
  failed: 'bad',
  stopped: 'warn',
  undone: 'warn',
  abandoned: 'bad',
};

function tiles(report: RunReport): string {
  const count = (...statuses: readonly ReportedStep['status'][]): number =>
    report.steps.filter(({ status }) => statuses.includes(status)).length;
  const worked = report.sessions.reduce((sum, { from, until }) => sum + until - from, 0);
  const retried = report.steps.filter(({ attempts }) => attempts.length > 1).length;
  const failed = count('failed', 'unknown');
  const cells: readonly (readonly [string, string, string, string])[] = [
    ['Outcome', report.status, report.status === 'open' ? 'it runs, or its process died' : '', TONES[report.status]],
    [
      'Steps done',
      `${formatCount(count('done', 'skipped'))}/${formatCount(report.steps.length)}`,
      `${formatCount(count('skipped'))} were so already`,
      '',
    ],
    ['Failed', formatCount(failed), `${formatCount(count('blocked'))} held up by them`, failed === 0 ? 'good' : 'bad'],
    ['Tried again', formatCount(retried), retried === 1 ? 'step' : 'steps', retried === 0 ? '' : 'warn'],
    [
      'Time',
      formatDuration(worked),
      `in ${formatCount(report.sessions.length)} ${report.sessions.length === 1 ? 'session' : 'sessions'}`,
      '',
    ],
    ['Critical path', formatDuration(report.criticalMs), `${formatCount(report.criticalPath.length)} steps`, ''],
  ];
  return `<section class="tiles" aria-label="Summary">${cells
    .map(
      ([name, value, note, tone]) =>
        `<div class="tile ${tone}"><h2>${name}</h2><p class="value">${value}</p><p class="note">${note}</p></div>`,
    )
    .join('')}</section>`;
}

const FAILURES_SHOWN = 100;

function failures({ steps: all }: RunReport): string {
  const failed = all.filter(({ status }) => status === 'failed' || status === 'unknown');
  if (failed.length === 0) return '';
  const blocked = new Map<string, string[]>();
  for (const { id, blockedBy } of all)
    if (blockedBy !== undefined) blocked.set(blockedBy, [...(blocked.get(blockedBy) ?? []), id]);
  const items = failed.slice(0, FAILURES_SHOWN).map(({ id, title, attempts }) => {
    const messages = attempts.flatMap(({ message }, index) =>
      message === undefined ? [] : [`attempt ${index + 1}: ${message}`],
    );
    const held = blocked.get(id);
    const behind =
      held === undefined
        ? ''
        : `<p>held up: ${escapeHtml(held.slice(0, 20).join(', '))}${held.length > 20 ? ` and ${formatCount(held.length - 20)} more` : ''}</p>`;
    return `<div class="failure"><strong class="mono">${escapeHtml(id)}</strong> ${escapeHtml(title)}<pre class="mono">${escapeHtml(messages.join('\n'))}</pre>${behind}</div>`;
  });
  const more =
    failed.length > FAILURES_SHOWN ? `<p class="more">and ${formatCount(failed.length - FAILURES_SHOWN)} more</p>` : '';
  return `<section id="failures"><h2>Failures</h2>${items.join('')}${more}</section>`;
}

function timeline(report: RunReport): string {
  const svg = timelineSvg(report);
  if (svg === '') return '';
  const drawn = drawnSteps(report).length;
  const begun = report.steps.filter(({ attempts }) => attempts.length > 0).length;
  const partial =
    drawn < begun
      ? `<p class="notice">${formatCount(drawn)} of ${formatCount(begun)} steps are drawn: those of the critical path, those that failed or were tried again, and the longest.</p>`
      : '';
  const legend = [
    ['done', 'done'],
    ['failed', 'failed attempt'],
    ['unknown', 'ended unknown'],
    ['open', 'running'],
    ['undone', 'undone'],
  ];
  const items = legend.map(([name = '', words = '']) => `<li><i class="bar-${name}"></i>${words}</li>`).join('');
  return `<section id="timeline"><h2>Timeline</h2>${partial}<ul class="legend">${items}<li>bold: critical path</li></ul><div class="scroll">${svg}</div></section>`;
}

function critical({ criticalPath, steps: all }: RunReport): string {
  if (criticalPath.length === 0) return '';
  const byId = new Map(all.map((step) => [step.id, step]));
  const took = (id: string): number => (byId.get(id)?.attempts ?? []).reduce((sum, { from, until }) => sum + until - from, 0);
  const longest = Math.max(1, ...criticalPath.map(took));
  const rows = criticalPath.slice(0, 100).map((id) => {
    const bar = `<div class="bar" style="width:${((took(id) / longest) * 100).toFixed(1)}%"><i class="timing"></i></div>`;
    return `<tr><th scope="row" class="mono">${escapeHtml(id)}</th><td>${escapeHtml(byId.get(id)?.title ?? '')}</td><td class="bar-column">${bar}</td><td class="number">${formatDuration(took(id))}</td></tr>`;
  });
  return `<section id="critical"><h2>Critical path</h2><table><tbody>${rows.join('')}</tbody></table></section>`;
}

function sessions({ sessions: all, locks }: RunReport): string {
  const rows = all.map(
    ({ to, by, from, until }) =>
      `<tr><th scope="row">${to}</th><td>${escapeHtml(by)}</td><td>${iso(from)}</td><td class="number">${formatDuration(until - from)}</td></tr>`,
  );
  const held = locks.map(
    ({ lock, numbers }) =>
      `<tr><th scope="row">lock</th><td class="mono">${escapeHtml(lock)}</td><td>fencing numbers</td><td class="number">${numbers.join(', ')}</td></tr>`,
  );
  if (rows.length + held.length === 0) return '';
  return `<section id="sessions"><h2>Who, when, and under which locks</h2><table><tbody>${rows.join('')}${held.join('')}</tbody></table></section>`;
}

const STEPS_SHOWN = 2000;

function steps({ steps: all }: RunReport): string {
  const rows = all.slice(0, STEPS_SHOWN).map(({ id, title, group, status, attempts }) => {
    const took = attempts.reduce((sum, { from, until }) => sum + until - from, 0);
    return `<tr><td class="status-${status}">${status}</td><th scope="row" class="mono">${escapeHtml(id)}</th><td>${escapeHtml(title)}</td><td>${escapeHtml(group)}</td><td class="number">${attempts.length}</td><td class="number">${attempts.length === 0 ? '' : formatDuration(took)}</td></tr>`;
  });
  const more =
    all.length > STEPS_SHOWN
      ? `<p class="more">and ${formatCount(all.length - STEPS_SHOWN)} more: skep run show has them all</p>`
      : '';
  return `<section id="steps"><details><summary>All ${formatCount(all.length)} steps</summary><table><thead><tr><th scope="col">Status</th><th scope="col">Step</th><th scope="col">What</th><th scope="col">Group</th><th scope="col" class="number">Attempts</th><th scope="col" class="number">Time</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}</details></section>`;
}

function said({ said: all }: RunReport): string {
  const items = all.map(
    ({ at, level, text }) => `<li class="mono level-${level}"><time>${iso(at)}</time>${escapeHtml(text)}</li>`,
  );
  return `<section><details id="said"><summary>All that was said (${formatCount(all.length)})</summary><ol>${items.join('')}</ol></details></section>`;
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
