import { describe, expect, it } from 'vitest';
import { customKindInfo } from '../../../../src/lib/kinds/custom.js';
import type { ServedResource } from '../../../../src/lib/shadow/discovery.js';
import { meaningOf, nameBelow, resourcesOf } from '../../../../src/lib/shadow/key-meaning.js';
import { planListings } from '../../../../src/lib/shadow/listing-plan.js';
import { kindByName } from '../../../../src/lib/kinds/registry.js';

const served = (group: string, version: string, plural: string, kind: string): ServedResource => ({
  group,
  version,
  plural,
  kind,
  namespaced: true,
  path: `/apis/${group}/${version}/${plural}`,
});
const CUSTOM = new Map([
  [
    'example.com/services',
    customKindInfo({ group: 'example.com', version: 'v1', kind: 'Service', plural: 'services', scope: 'Namespaced' }),
  ],
]);
const RESOURCES = [
  served('', 'v1', 'services', 'Service'),
  served('example.com', 'v1', 'services', 'Service'),
  served('apps', 'v1', 'deployments', 'Deployment'),
  served('apps', 'v1beta1', 'deployments', 'Deployment'),
  served('extensions', 'v1beta1', 'deployments', 'Deployment'),
  served('other.io', 'v1', 'things', 'Thing'),
];
const PREFERRED = new Map([
  ['', 'v1'],
  ['example.com', 'v1'],
  ['apps', 'v1'],
  ['extensions', 'v1beta1'],
  ['other.io', 'v1'],
]);
const DISCOVERY = { resources: RESOURCES, preferred: PREFERRED, silent: [] };

describe('meaningOf', () => {
  it.each([
    ['/registry/pods/a/b', 'object'],
    ['/registry/services/specs/a/b', 'object'],
    ['/registry/example.com/services/a/b', 'object'],
    ['/registry/podpresets/a/b', 'stray'],
    ['/registry/podsecuritypolicies/x', 'stray'],
    ['/registry/ranges/serviceips', 'bookkeeping'],
    ['/registry/masterleases/10.0.0.1', 'bookkeeping'],
    ['/registry/nobody.io/things/a/b', 'unknown'],
    ['compact_rev_key', 'outside'],
    ['/registry2/pods/a/b', 'outside'],
  ])('%s is %s to 1.20', (key, is) => {
    expect(meaningOf(key, '/registry/', '1.20', CUSTOM).is).toBe(is);
  });

  it('tells the name below the directory', () => {
    expect(nameBelow('/registry/services/specs/a/b', '/registry/', 'services/specs')).toBe('a/b');
  });
});

describe('resourcesOf', () => {
  it('does not take a custom resource for a kind of the same name', () => {
    const service = kindByName('Service');
    if (service === undefined) throw new Error('no Service');
    expect(resourcesOf(service, RESOURCES, CUSTOM).map(({ group }) => group)).toEqual(['']);
    const custom = CUSTOM.get('example.com/services');
    if (custom === undefined) throw new Error('no custom Service');
    expect(resourcesOf(custom, RESOURCES, CUSTOM).map(({ group }) => group)).toEqual(['example.com']);
  });
});

describe('resourcesOf, for a kind that had another name', () => {
  it('finds it under the name of the time', () => {
    const petSets = served('apps', 'v1alpha1', 'petsets', 'PetSet');
    const info = kindByName('PetSet');
    if (info === undefined) throw new Error('no PetSet');
    expect(resourcesOf(info, [petSets, ...RESOURCES], CUSTOM)).toEqual([petSets]);
  });
});

describe('planListings', () => {
  const plan = (release: '1.9' | '1.20'): readonly string[] =>
    planListings({ discovery: DISCOVERY, release, custom: CUSTOM }, new Map()).map(
      ({ apiVersion, resource, reference }) => `${apiVersion} ${resource.plural}${reference ? ' *' : ''}`,
    );

  it('compares in the stored version and looks into every group', () => {
    expect(plan('1.9').filter((line) => line.includes('deployments'))).toEqual([
      'apps/v1 deployments',
      'extensions/v1beta1 deployments *',
    ]);
    expect(plan('1.20').filter((line) => line.includes('deployments'))).toEqual([
      'apps/v1 deployments *',
      'extensions/v1beta1 deployments',
    ]);
  });

  it('lists what Skep has never heard of', () => {
    expect(plan('1.20')).toContain('other.io/v1 things');
  });
});
