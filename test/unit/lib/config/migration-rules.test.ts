import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentKind } from '../../../../src/lib/config/documents.js';
import { dropRuleFor, dropsForeign } from '../../../../src/lib/config/drop-rules.js';
import { explainAll } from '../../../../src/lib/config/explain.js';
import {
  type MigrationRules,
  parseMigrationRules,
  parseNamespaceMapping,
  withNamespaceMapping,
} from '../../../../src/lib/config/migration-rules.js';
import type { DocumentProblem } from '../../../../src/lib/config/parse-document.js';
import { isSkepError } from '../../../../src/lib/errors.js';

function problemsIn(text: string, parse: (text: string, fileName: string) => unknown = parseMigrationRules): string[] {
  try {
    parse(text, 'rules.yaml');
    return [];
  } catch (error) {
    if (!isSkepError(error)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    const problems = error.details.problems as DocumentProblem[];
    for (const problem of problems) expect(problem.hint).not.toBe('');
    return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
  }
}

const HEAD = 'kind: MigrationRules\napiVersion: skep.io/v1\nspec:\n';

function rules(spec: string): MigrationRules {
  return parseMigrationRules(HEAD + spec, 'rules.yaml');
}

describe('the example', () => {
  it('is valid', () => {
    const file = new URL('../../../../examples/migration-rules.yaml', import.meta.url);
    expect(parseMigrationRules(readFileSync(file, 'utf8'), 'example').spec.tenants?.label).toBe('tenant');
  });
});

describe('mistakes', () => {
  it('are told one by one, with their places', () => {
    const text = `${HEAD}  tenants:
    namespaceTemplate: '{tenant}'
    selector: {}
    mapping:
      - tenant: a
        namespaces:
          - name: Prod
          - name: x
            selector: {}
  colour: red
  size: 3
  serviceDns: maybe
`;
    expect(problemsIn(text).sort()).toEqual(
      [
        '5:5 spec.tenants.namespaceTemplate: {name} is missing, so all namespaces of a tenant would be one',
        '10:13 spec.tenants.mapping[0].namespaces[0].name: it is no DNS label (small letters, digits and "-")',
        '10:13 spec.tenants.mapping[0].namespaces[0].selector: only the last entry has no selector',
        '12:13 spec.tenants.mapping[0].namespaces[1].selector: the last entry takes the rest, and has no selector',
        '13:3 spec.colour: there is no field colour here',
        '14:3 spec.size: there is no field size here',
        '15:3 spec.serviceDns: Invalid option: expected one of "report"|"rewrite"',
      ].sort(),
    );
  });

  it.each([
    ['no YAML', 'kind: [', /^\d+:\d+ : /],
    ['nothing', '', /^1:1 : /],
    ['a key that stands twice', 'kind: MigrationRules\nkind: MigrationRules\n', /^2:1 : .*unique/],
    ['tenants without selector', `${HEAD}  tenants: {}`, /which namespaces are tenants/],
    ['a pattern that is none', `${HEAD}  tenants: {namePattern: '('}`, /no regular expression/],
    [
      'a tenant mapped twice',
      `${HEAD}  tenants: {selector: {}, mapping: [{tenant: a, namespaces: [{name: x}]}, {tenant: a, namespaces: [{name: y}]}]}`,
      /a is mapped twice/,
    ],
    [
      'a name twice',
      `${HEAD}  tenants: {selector: {}, mapping: [{tenant: a, namespaces: [{name: x, selector: {}}, {name: x}]}]}`,
      /x stands twice/,
    ],
    [
      'an unknown placeholder',
      `${HEAD}  tenants: {selector: {}, namespaceTemplate: '{tenant}-{name}-{zone}'}`,
      /only \{tenant\} and \{name\}/,
    ],
    ['capitals', `${HEAD}  tenants: {selector: {}, namespaceTemplate: '{tenant}-{name}-X'}`, /small letters/],
    ['a length of nothing', `${HEAD}  tenants: {selector: {}, namespaceTemplate: '{tenant:0}-{name}'}`, /cut to nothing/],
    ['a drop of everything', `${HEAD}  drop: [{name: x, reason: y}]`, /would drop everything/],
    [
      'two rules of one name',
      `${HEAD}  drop: [{name: x, reason: y, kind: Pod}, {name: x, reason: y, kind: Node}]`,
      /two rules are called x/,
    ],
    [
      'In without values',
      `${HEAD}  drop: [{name: x, reason: y, labelSelector: {matchExpressions: [{key: a, operator: In}]}}]`,
      /need values/,
    ],
    [
      'a host without placeholder',
      `${HEAD}  completion: {services: {}, ingresses: {hostTemplate: a.example.com}}`,
      /needs one of them/,
    ],
  ])('%s', (_name, text, expected) => {
    const problems = problemsIn(text);
    expect(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n'),
    ).toBe(true);
  });

  it('in a mapping of its own', () => {
    const text = 'kind: NamespaceMapping\napiVersion: skep.io/v1\nspec:\n  tenants:\n    - tenant: a\n      namespaces: []\n';
    expect(problemsIn(text, parseNamespaceMapping)).toEqual([expect.stringMatching(/^6:7 spec\.tenants\[0\]\.namespaces: /)]);
  });
});

describe('explanations', () => {
  it('say something of every field', () => {
    const dumb = explainAll(documentKind('MigrationRules')).filter(
      ({ path, description }) => description === undefined && !/(\.\*|\[\]|kind|apiVersion|MigrationRules)$/.test(path),
    );
    expect(dumb.map(({ path }) => path)).toEqual([]);
  });
});

describe('drop rules', () => {
  const pod = { kind: 'Pod', apiVersion: 'v1', namespace: 'n', name: 'test-1', labels: { a: 'b' } };
  it.each([
    ['kind: Pod', true],
    ['kind: Node', false],
    ['apiVersion: v1beta3', false],
    ['namespace: n', true],
    ['namespace: m', false],
    ["nameGlob: 'test-*'", true],
    ["nameGlob: 'te?t-1'", true],
    ["nameGlob: 'test'", false],
    ["nameGlob: '*a*'", false],
    ["nameGlob: '*t*-*'", true],
    ['labelSelector: {matchLabels: {a: b}}', true],
    ['labelSelector: {matchExpressions: [{key: a, operator: NotIn, values: [b]}]}', false],
    ['labelSelector: {matchExpressions: [{key: z, operator: NotIn, values: [b]}]}', true],
    [
      'labelSelector: {matchExpressions: [{key: z, operator: DoesNotExist}, {key: a, operator: Exists}, {key: a, operator: In, values: [b]}]}',
      true,
    ],
    ['kind: Pod, namespace: m', false],
  ])('%s: %s', (criteria, expected) => {
    const found = dropRuleFor(rules(`  drop: [{name: r, reason: because, ${criteria}}]\n`), pod);
    expect(found?.name).toBe(expected ? 'r' : undefined);
  });

  it('leave out foreign keys by their beginning', () => {
    const document = rules('  foreign: {drop: [/coreos.com/]}\n');
    expect([dropsForeign(document, '/coreos.com/x'), dropsForeign(document, '/calico/x')]).toEqual([true, false]);
  });
});

describe('a mapping in a file of its own', () => {
  const mapping = parseNamespaceMapping(
    'kind: NamespaceMapping\napiVersion: skep.io/v1\nspec: {tenants: [{tenant: b, namespaces: [{name: x}]}]}\n',
    'map.yaml',
  );

  it('stands beside that of the rules', () => {
    const own = rules('  tenants: {selector: {}, mapping: [{tenant: a, namespaces: [{name: y}]}]}\n');
    const joined = withNamespaceMapping(own, mapping, 'map.yaml').spec.tenants?.mapping;
    expect(joined?.map(({ tenant }) => tenant)).toEqual(['a', 'b']);
  });

  it.each([
    ['  tenants: {selector: {}, mapping: [{tenant: b, namespaces: [{name: y}]}]}\n', 'b is mapped by the rules as well'],
    ['  serviceDns: report\n', 'the rules have no tenants'],
  ])('is refused where it contradicts: %s', (spec, message) => {
    expect(() => withNamespaceMapping(rules(spec), mapping, 'map.yaml')).toThrow(message);
  });
});
