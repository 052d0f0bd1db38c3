import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_PLAIN_ROWS } from '../../src/lib/output/report/audit-data.js';
import { renderReport } from '../../src/lib/output/report/html.js';
import type { AuditEntry, Fate, MigrationReport } from '../../src/lib/output/report/model.js';
import { findBinary } from '../rig/need.js';

/** What a hostile or careless key may look like. */
const HOSTILE = '/registry/configmaps/evil/</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>';

const executablePath = findBinary('chromium', 'SKEP_TEST_CHROMIUM');
/** Set to a directory to keep pictures of the report in both themes, for looking at. */
const picturesDirectory = process.env['SKEP_REPORT_PICTURES'];

const EXPIRED = { expired: { count: 480, reason: 'its life ended <b>before</b>', example: '/registry/events/a/<i>x' } };

function fates(counts: Partial<Record<Fate, number>>): Record<Fate, number> {
  return { migrated: 0, moved: 0, converted: 0, merged: 0, made: 0, foreign: 0, dropped: 0, failed: 0, ...counts };
}

function* auditOf(plain: number): Generator<AuditEntry> {
  for (let index = 0; index < plain; index += 1) {
    const key = `/registry/pods/team-${index % 40}/web-${index}`;
    yield { key, fate: 'migrated', kind: 'Pod', to: [key] };
  }
  yield {
    key: HOSTILE,
    fate: 'foreign',
    kind: '</script>',
    to: [HOSTILE],
    notes: [{ code: 'odd-name', message: '<b>bold</b> & "quoted"' }],
  };
  yield {
    key: '/registry/petsets/team-1/db',
    fate: 'moved',
    kind: 'StatefulSet',
    to: ['/registry/statefulsets/team-1/db'],
    notes: [
      { code: 'petset-init', path: 'metadata.annotations', message: 'pod.alpha.kubernetes.io/initialized is not read any more' },
    ],
  };
  yield {
    key: '/registry/events/team-1/old',
    fate: 'dropped',
    kind: 'Event',
    rule: 'expired',
    reason: 'its time was over when the plan was made',
  };
  yield { fate: 'made', kind: 'RangeAllocation', to: ['/registry/ranges/serviceips'] };
}

function reportOf(audit: Iterable<AuditEntry>): MigrationReport {
  return {
    title: 'Kubernetes 1.3 to 1.9: production',
    from: '1.3',
    to: '1.9',
    source: 'backup/etcd-v2-backup.tgz',
    target: 'out/production.db',
    skepVersion: '0.1.0',
    planTime: Date.UTC(2026, 10, 22, 20, 15, 0),
    keysRead: 130_004,
    keysWritten: 130_003,
    bytesRead: 262_144_000,
    bytesWritten: 201_144_000,
    timings: [
      { name: 'read and carry', ms: 9_300 },
      { name: 'write', ms: 4_100 },
      { name: 'verify', ms: 6_200 },
    ],
    kinds: [
      {
        kind: 'Pod',
        fates: fates({ migrated: 129_900, failed: 1 }),
        drops: {},
        sourceBytes: 220_000_000,
        targetBytes: 160_000_000,
      },
      { kind: 'StatefulSet', fates: fates({ moved: 41 }), drops: {}, sourceBytes: 90_000, targetBytes: 70_000 },
      { kind: 'Event', fates: fates({ migrated: 20, dropped: 480 }), drops: EXPIRED, sourceBytes: 400_000, targetBytes: 14_000 },
      {
        kind: 'CustomResourceDefinition',
        fates: fates({ converted: 6, made: 2 }),
        drops: {},
        sourceBytes: 9_000,
        targetBytes: 12_000,
      },
      { kind: 'RangeAllocation', fates: fates({ merged: 1, made: 1 }), drops: {}, sourceBytes: 200, targetBytes: 180 },
      { kind: 'foreign', fates: fates({ foreign: 12 }), drops: {}, sourceBytes: 3_000, targetBytes: 3_000 },
    ],
    warnings: [
      ...Array.from({ length: 130 }, (_, index) => ({
        code: 'storage-class-unknown',
        key: `/registry/persistentvolumeclaims/team-${index}/data`,
        message: 'names a class that nobody defines',
      })),
      { code: 'odd-name', key: HOSTILE, message: '</script><script>window.hacked=1</script>' },
    ],
    warningCount: 131,
    audit,
  };
}

describe.skipIf(executablePath === undefined)('the HTML report in a browser', () => {
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'skep-report-'));
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Opens the report and collects what must not happen: requests beside the file itself, and messages on the console. */
  async function open(
    report: MigrationReport,
    colorScheme: 'light' | 'dark',
    width = 1280,
  ): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    const path = join(directory, 'report.html');
    await pipeline(Readable.from(renderReport(report)), createWriteStream(path));
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(path).href);
    await until(page, '/ of /.test(document.getElementById("matches").textContent)');
    return { page, requests: requests.filter((url) => !url.startsWith('data:')), complaints };
  }

  it('loads nothing, says nothing on the console, and runs nothing that a key says', async () => {
    const { page, requests, complaints } = await open(reportOf(auditOf(10)), 'light');
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.fill('#search', 'evil');
    await until(page, 'document.getElementById("matches").textContent === "1 of 14"');
    await page.click('.row');
    expect(await page.textContent('#detail')).toContain(HOSTILE);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.close();
  });

  it('says why something was dropped', async () => {
    const { page } = await open(reportOf(auditOf(10)), 'light');
    expect(await page.textContent('#dropped summary')).toBe('480 expired Event: its life ended <b>before</b>');
    await page.click('#dropped summary');
    expect(await page.textContent('#dropped ul')).toContain('/registry/events/a/<i>x');
    await page.close();
  });

  it('finds rows by text, fate and kind', async () => {
    const { page } = await open(reportOf(auditOf(1000)), 'light');
    await page.fill('#search', 'petsets team-1');
    await until(page, 'document.getElementById("matches").textContent === "1 of 1,004"');
    expect(await page.textContent('.row')).toContain('/registry/statefulsets/team-1/db');
    await page.fill('#search', '');
    await page.selectOption('#fate', 'dropped');
    await until(page, 'document.getElementById("matches").textContent === "1 of 1,004"');
    expect(await page.textContent('.row')).toContain('rule expired');
    await page.selectOption('#fate', '');
    await page.selectOption('#kind', 'RangeAllocation');
    await until(page, 'document.getElementById("matches").textContent === "1 of 1,004"');
    await page.close();
  });

  it('stays quick with the most rows, and says that it holds only part of them', async () => {
    const { page } = await open(reportOf(auditOf(MOST_PLAIN_ROWS + 5000)), 'light');
    expect(await page.textContent('#notice')).toContain('120,004 of 125,004 rows');
    expect(await page.locator('.row').count()).toBeLessThan(80);
    const ms = await page.evaluate(`(async () => {
      const started = performance.now();
      document.getElementById('search').value = 'team-7/ web-119';
      document.getElementById('fate').dispatchEvent(new Event('change'));
      return performance.now() - started;
    })()`);
    expect(ms).toBeLessThan(1000);
    await page.evaluate(
      'document.getElementById("search").value = ""; document.getElementById("fate").dispatchEvent(new Event("change"));',
    );
    await page.evaluate('document.getElementById("rows").scrollTop = 1e9');
    await until(page, '[...document.querySelectorAll(".row")].some((row) => row.textContent.includes("ranges/serviceips"))');
    await page.close();
  });

  it.each(['light', 'dark'] as const)('is readable in the %s theme: text stands out from its ground', async (theme) => {
    const { page } = await open(reportOf(auditOf(5000)), theme);
    const ratios = await page.evaluate<Record<string, number>>(CONTRASTS);
    for (const [selector, ratio] of Object.entries(ratios)) expect(ratio, selector).toBeGreaterThan(4.5);
    if (picturesDirectory !== undefined) {
      await page.locator('details').first().click();
      await page.screenshot({ path: join(picturesDirectory, `report-${theme}.png`), fullPage: true });
    }
    await page.close();
  });

  it('fits a narrow window and paper', async () => {
    const { page } = await open(reportOf(auditOf(500)), 'light', 420);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(420);
    if (picturesDirectory !== undefined)
      await page.screenshot({ path: join(picturesDirectory, 'report-narrow.png'), fullPage: true });
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('#rows')).toBe(false);
    expect(await page.isVisible('.print-only')).toBe(true);
    if (picturesDirectory !== undefined) {
      await page.setViewportSize({ width: 800, height: 1100 });
      await page.screenshot({ path: join(picturesDirectory, 'report-print.png'), fullPage: true });
    }
    await page.close();
  });
});

/** Waits in the test rather than in the page, whose policy forbids what playwright's own wait does. */
async function until(page: Page, condition: string): Promise<void> {
  await expect.poll(() => page.evaluate(condition), { timeout: 10_000 }).toBe(true);
}

/** Contrast of text to the ground behind it, after WCAG 2. */
const CONTRASTS = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (color) => channels(color).map((value) => { const part = value / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; })
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => { for (let each = element; each; each = each.parentElement) { const color = getComputedStyle(each).backgroundColor; if (color !== 'rgba(0, 0, 0, 0)') return color; } return 'rgb(255, 255, 255)'; };
  const ratio = (selector) => { const element = document.querySelector(selector); const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
  return Object.fromEntries(['h1', '.kicker', '.note', '.tile.warn .value', '.tile.bad .value', '.sample', '.fates', '.legend', '.row', '.row > span:nth-child(4)', 'output'].map((selector) => [selector, ratio(selector)]));
})()`;
