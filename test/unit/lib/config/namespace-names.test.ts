import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMigrationRules } from '../../../../src/lib/config/migration-rules.js';
import { mainPart, namingProblems, partFor, tenantNamespaces } from '../../../../src/lib/config/namespace-names.js';
import { completedServiceName } from '../../../../src/lib/config/service-names.js';

function rules(tenants: object) {
  const spec = JSON.stringify({ tenants: { selector: {}, ...tenants } });
  return parseMigrationRules(`kind: MigrationRules\napiVersion: skep.io/v1\nspec: ${spec}\n`, 'r');
}

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?$/);
const namespaces = fc.uniqueArray(label, { maxLength: 12 }).map((names) => names.map((name) => ({ name, labels: {} })));
const template = fc
  .tuple(fc.nat({ max: 30 }), fc.constantFrom('-', '', 'x-'))
  .map(([length, between]) => `{tenant${length === 0 ? '' : `:${length}`}}${between}{name}`);
const VALID = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

describe('names of namespaces', () => {
  it('without problems are valid and all different', () => {
    fc.assert(
      fc.property(namespaces, template, (sources, namespaceTemplate) => {
        const document = rules({ namespaceTemplate });
        const names = sources.flatMap(
          (source) => tenantNamespaces(document, source)?.parts.map(({ name }) => name) ?? [source.name],
        );
        const isGood =
          new Set(names).size === names.length &&
          names.every((name) => VALID.test(name) && name !== 'default' && !name.startsWith('kube-'));
        const kept = sources.filter((source) => tenantNamespaces(document, source) === undefined);
        fc.pre(kept.length === 0);
        expect(namingProblems(document, sources).length === 0).toBe(isGood);
      }),
    );
  });

  it('do not depend on the order in which namespaces come', () => {
    fc.assert(
      fc.property(namespaces, template, (sources, namespaceTemplate) => {
        const document = rules({ namespaceTemplate });
        expect(namingProblems(document, [...sources].reverse())).toEqual(namingProblems(document, sources));
      }),
    );
  });

  it('are cut as the template says', () => {
    const tenant = { name: '612e7696a6cecc1b78e510617311d8a3', labels: {} };
    expect(tenantNamespaces(rules({}), tenant)?.parts).toEqual([{ name: '612e7696a6cecc1b78e5-default' }]);
    expect(tenantNamespaces(undefined, tenant)).toBeUndefined();
  });

  it('of tenants that the selector or the pattern leaves out stay', () => {
    const both = rules({ selector: { matchLabels: { a: 'b' } }, namePattern: 'u\\d+' });
    expect(tenantNamespaces(both, { name: 'u1', labels: { a: 'b' } })).toBeDefined();
    expect(tenantNamespaces(both, { name: 'xu1', labels: { a: 'b' } })).toBeUndefined();
    expect(tenantNamespaces(both, { name: 'u1', labels: {} })).toBeUndefined();
  });

  it('that the rules map and nobody has are a mistake', () => {
    const document = rules({
      selector: { matchLabels: { a: 'b' } },
      mapping: [
        { tenant: 'x', namespaces: [{ name: 'y' }] },
        { tenant: 'z', namespaces: [{ name: 'y' }] },
      ],
    });
    expect(
      namingProblems(document, [{ name: 'z', labels: {} }]).map(({ namespace, message }) => `${namespace} ${message}`),
    ).toEqual([
      'x is mapped by the rules and is not in the source',
      'z is mapped by the rules, whose selector does not take it for a tenant',
    ]);
  });

  it('the first selector that matches wins, the last part takes the rest', () => {
    const parts = [
      { name: 'one', selector: { matchLabels: { a: '1' } } },
      { name: 'two', selector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
      { name: 'rest' },
    ];
    const found = tenantNamespaces(rules({ mapping: [{ tenant: 't', namespaces: parts }] }), { name: 't', labels: {} });
    if (found === undefined) throw new Error('no tenant');
    expect([{ a: '1' }, { a: '2' }, {}].map((labels) => partFor(found, labels).name)).toEqual(['t-one', 't-two', 't-rest']);
    expect(mainPart(found).name).toBe('t-rest');
  });
});

describe('names of services', () => {
  it('are such as 1.3 takes, and none that is taken', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]([-.a-z0-9]{0,60}[a-z0-9])?$/), fc.array(label), (workload, taken) => {
        const name = completedServiceName(workload, new Set([...taken, workload]));
        expect(name).toMatch(/^[a-z]([-a-z0-9]{0,22}[a-z0-9])?$/);
        expect(taken).not.toContain(name);
        expect(completedServiceName(workload, new Set([...taken, workload]))).toBe(name);
      }),
    );
  });
});
