import { describe, expect, test } from 'vitest';
import { SkepError } from '../../../src/lib/errors.js';
import MigrateVerify from '../../../src/commands/migrate/verify.js';
import { verifyCommand, withResumeCommand } from '../../../src/views/next-command.js';

describe('the command that checks a run', () => {
  test('is plain where the run was', () => {
    expect(verifyCommand('a.tgz', 'b.db', '1.9', { prefix: '/registry', override: [], resume: true, output: 'table' })).toBe(
      'skep migrate verify a.tgz b.db --to 1.9',
    );
  });

  test('has every flag that verify needs, ready for a shell', () => {
    const flags = {
      rules: "it's.yaml",
      plan: 'plan.json',
      override: ['events=etcd2://h:1'],
      prefix: '/k8s',
      'target-cacert': 'ca.crt',
    };
    expect(verifyCommand('my store', 'b.db', '1.9', flags)).toBe(
      String.raw`skep migrate verify 'my store' b.db --to 1.9 --rules 'it'\''s.yaml' --plan plan.json --prefix /k8s --override events=etcd2://h:1 --target-cacert ca.crt`,
    );
  });

  test('names only flags that verify has', () => {
    const all = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? 'x' : undefined) });
    const named = [...verifyCommand('a', 'b', '1.9', all).matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
    expect(Object.keys(MigrateVerify.flags)).toEqual(expect.arrayContaining(named));
    expect(named.length).toBeGreaterThan(15);
  });
});

test('a run that was stopped is told the command that finishes it', () => {
  const hints = (code: 'RUN_INTERRUPTED' | 'STORE_CHANGED', words: readonly string[]): readonly string[] =>
    withResumeCommand(new SkepError(code, 'x', { hints: ['else'] }), words).hints;
  expect(hints('RUN_INTERRUPTED', ['a b', 'c.db', '--to', '1.9'])).toEqual(["skep migrate run 'a b' c.db --to 1.9 --resume"]);
  expect(hints('RUN_INTERRUPTED', ['a', 'c.db', '--resume'])).toEqual(['skep migrate run a c.db --resume']);
  expect(hints('STORE_CHANGED', ['a', 'c.db'])).toEqual(['else']);
});
