/**
 * The end of .ci/run: adds up the suites' JSON reports, holds skips against test/rig/impossible.json and times against
 * test/budget.json, and prints the one line that says it all. Arguments: the directory of results, then the parts that failed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface SuiteReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const [directory = '', ...failedParts] = process.argv.slice(2);
const budget = readJson('test/budget.json') as Readonly<Record<string, number>>;
const impossible = readJson('test/rig/impossible.json') as readonly { readonly test: string; readonly reason: string }[];

let passed = 0;
let failed = 0;
const complaints = failedParts.map((part) => `${part} failed`);

for (const name of readdirSync(directory).sort()) {
  const path = join(directory, name);
  if (name.endsWith('.json')) countSuite(readJson(path) as SuiteReport);
  if (name.endsWith('.seconds')) checkBudget(name.slice(0, -'.seconds'.length), Number(readFileSync(path, 'utf8')));
}
// A part that failed without a failing test (lint, the demo, a budget) must not hide behind a clean count.
failed += complaints.filter((complaint) => !complaint.startsWith('failed: ')).length;

for (const complaint of complaints) console.log(`- ${complaint}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function countSuite(report: SuiteReport): void {
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      complaints.push(`${file.name} did not load: ${file.message.split('\n')[0] ?? ''}`);
    }
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'failed') complaints.push(`failed: ${fullName}`);
      else if (status !== 'passed' && !isExcused(fullName))
        complaints.push(`skipped, and test/rig/impossible.json does not say why: ${fullName}`);
    }
  }
}

function isExcused(fullName: string): boolean {
  return impossible.some((entry) => entry.test === fullName && entry.reason !== '');
}

function checkBudget(part: string, seconds: number): void {
  const allowed = budget[part];
  console.log(`${part}: ${seconds}s of ${allowed ?? 'no budget'}`);
  if (allowed === undefined) complaints.push(`${part} has no budget in test/budget.json`);
  else if (seconds > allowed) complaints.push(`${part} took ${seconds}s, its budget is ${allowed}s`);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
