/**
 * The end of .ci/run: adds up the suites' JSON reports, holds skips against test/rig/impossible.json and times against
 * test/budget.json, and prints the one line that says it all. Arguments: the directory of results, then the parts that failed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, ...failedParts] = process.argv.slice(2);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const budget = readJson('test/budget.json');
const impossible = readJson('test/rig/impossible.json');

let passed = 0;
let failed = 0;
const complaints = failedParts.map((part) => `${part} failed`);

for (const name of readdirSync(directory).sort()) {
  const path = join(directory, name);
  if (name.endsWith('.json')) countSuite(readJson(path));
  if (name.endsWith('.seconds')) checkBudget(name.slice(0, -'.seconds'.length), Number(readFileSync(path, 'utf8')));
}

function countSuite(report) {
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      failed += 1;
      complaints.push(`${file.name} did not load: ${file.message.split('\n')[0]}`);
    }
    for (const test of file.assertionResults) {
      if (test.status === 'failed') complaints.push(`failed: ${test.fullName}`);
      if (test.status !== 'passed' && test.status !== 'failed' && !isExcused(test.fullName)) {
        failed += 1;
        complaints.push(`skipped, and test/rig/impossible.json does not say why: ${test.fullName}`);
      }
    }
  }
}

function isExcused(fullName) {
  return impossible.some((entry) => entry.test === fullName && entry.reason !== '');
}

function checkBudget(part, seconds) {
  const allowed = budget[part];
  console.log(`${part}: ${seconds}s of ${allowed ?? 'no'} budget`);
  if (allowed === undefined) complaints.push(`${part} has no budget in test/budget.json`);
  else if (seconds > allowed) complaints.push(`${part} took ${seconds}s, its budget is ${allowed}s`);
}

// A part that failed without a failing test (lint, demo, a budget) must not hide behind a clean count.
if (failed === 0 && complaints.length > 0) failed = complaints.length;
for (const complaint of complaints) console.log(`- ${complaint}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
