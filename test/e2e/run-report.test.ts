import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderRunReport } from '../../src/lib/output/report/run-html.js';
import type { ReportedStep, RunReport } from '../../src/lib/output/report/run-model.js';
import { findBinary } from '../rig/need.js';

/** What a careless or hostile title may hold. */
const HOSTILE = `</title></script></svg><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'"`;
const executablePath = findBinary('chromium', 'SKEP_TEST_CHROMIUM');
const AT = Date.UTC(2026, 10, 22, 20, 0, 0);

function reportOf(count: number): RunReport {
  const steps = Array.from({ length: count }, (_, index): ReportedStep => {
    const from = AT + index * 100;
    const isBad = index % 97 === 5;
    return {
      id: `hosts/node-${index}/kubelet`,
      title: `roll node-${index} ${HOSTILE}`,
      group: HOSTILE,
      status: isBad ? 'failed' : 'done',
      attempts: [{ from, until: from + 900, result: isBad ? 'failed' : 'done', ...(isBad ? { message: HOSTILE } : {}) }],
    };
  });
  return {
    runId: 'rollout-1',
    kind: HOSTILE,
    target: HOSTILE,
    planHash: 'f'.repeat(64),
    skepVersion: '0.1.0',
    madeAt: AT,
    status: 'failed',
    sessions: [
      { to: 'run', by: HOSTILE, from: AT, until: AT + count * 60 },
      { to: 'run', by: 'bert', from: AT + 86_400_000, until: AT + 86_400_000 + 5000 },
    ],
    steps,
    criticalPath: steps.slice(0, 3).map(({ id }) => id),
    criticalMs: 2700,
    locks: [{ lock: HOSTILE, numbers: [1, 2] }],
    said: [{ at: AT, level: 'error', text: HOSTILE }],
  };
}

describe.skipIf(executablePath === undefined)('the report of a run in a browser', () => {
  let browser: Browser;
  let directory = '';
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'skep-run-report-'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each([20, 10_000])('shows %i steps, runs nothing that a plan says, and loads nothing', async (count) => {
    const path = join(directory, `${count}.html`);
    writeFileSync(path, [...renderRunReport(reportOf(count))].join(''));
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    expect(await page.evaluate("'hacked' in window")).toBe(false);
    expect(await page.locator('script, img').count()).toBe(0);
    expect(requests).toHaveLength(1);
    expect(await page.locator('#timeline-chart rect[class^=bar-]').count()).toBe(Math.min(count, 300));
    expect(await page.locator('.failure').first().innerText()).toContain('attempt 1:');
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await page.close();
  });
});
