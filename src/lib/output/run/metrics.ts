import type { RunReport } from '../report/run-model.js';

const STATUSES = ['waiting', 'open', 'done', 'skipped', 'failed', 'blocked', 'unknown', 'undone'] as const;

/** A run as Prometheus text exposition (version 0.0.4), for the textfile collector of a node exporter. */
export function metricsText(report: RunReport): string {
  const run = { run: report.runId, kind: report.kind, target: report.target };
  const last = report.sessions.at(-1);
  const retries = report.steps.reduce(
    (sum, { attempts }) => sum + attempts.filter(({ result }) => result === 'failed').length,
    0,
  );
  return [
    metric('skep_run_info', 'A run and how it stands.', [[{ ...run, status: report.status }, 1]]),
    metric('skep_run_success', 'Whether the run is done and nothing failed.', [[run, report.status === 'succeeded' ? 1 : 0]]),
    metric(
      'skep_run_steps',
      'Steps of the run by how they stand.',
      STATUSES.map((status) => [{ ...run, status }, report.steps.filter((step) => step.status === status).length]),
    ),
    metric('skep_run_failed_attempts', 'Attempts that failed, those that were tried again included.', [[run, retries]]),
    metric('skep_run_sessions', 'How many times a process took the run up.', [[run, report.sessions.length]]),
    metric('skep_run_duration_seconds', 'How long the run took, without the times between its sessions.', [
      [run, report.sessions.reduce((sum, { from, until }) => sum + until - from, 0) / 1000],
    ]),
    metric('skep_run_last_event_timestamp_seconds', 'When something was last heard of the run.', [
      [run, (last?.until ?? report.madeAt) / 1000],
    ]),
  ].join('');
}

type Sample = readonly [Readonly<Record<string, string>>, number];

function metric(name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
    return `${name}{${pairs.join(',')}} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
