import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { customDefinitionOf, customKinds } from '../../../../src/lib/kinds/custom.js';
import {
  decodableForms,
  keyOf,
  KINDS,
  kindByName,
  parseKey,
  parseStrayKey,
  storedForm,
} from '../../../../src/lib/kinds/registry.js';
import { compareReleases, type Release } from '../../../../src/lib/kinds/release.js';
import type { KubeObject } from '../../../../src/lib/storage/json.js';

interface DumpLine {
  readonly key: string;
  readonly value: string;
}

function goldenDump(release: '1.0' | '1.3'): DumpLine[] {
  const path = new URL(`../../../golden/${release}/etcd-v2.jsonl.gz`, import.meta.url);
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DumpLine);
}

describe('the golden dumps', () => {
  it.each(['1.0', '1.3'] as const)(
    '%s: every key is of a known kind, in the form of the release, and can be made again',
    (release) => {
      const lines = goldenDump(release);
      expect(lines.length).toBeGreaterThan(700);
      for (const { key, value } of lines) {
        const relative = key.slice('/registry/'.length);
        const parsed = parseKey(relative, release);
        expect(parsed, key).toBeDefined();
        if (parsed === undefined) continue;
        const object = JSON.parse(value) as KubeObject;
        expect([object.apiVersion, object.kind], key).toEqual([parsed.form.apiVersion, parsed.form.kind ?? parsed.info.kind]);
        expect(keyOf(parsed.info, release, parsed.name, parsed.namespace, parsed.thirdParty)).toBe(relative);
      }
    },
  );
});

/** Resource, directory and apiVersion of what a 1.9 server stores, as its own integration table has them. */
const STORED_BY_1_9 = `
Pod pods v1 | ReplicationController controllers v1 | Service services/specs v1 | Endpoints services/endpoints v1 | Node minions v1
Namespace namespaces v1 | Event events v1 | Secret secrets v1 | ServiceAccount serviceaccounts v1 | PersistentVolume persistentvolumes v1
PersistentVolumeClaim persistentvolumeclaims v1 | ResourceQuota resourcequotas v1 | LimitRange limitranges v1 | PodTemplate podtemplates v1
RangeAllocation ranges v1 | ConfigMap configmaps v1 | MasterLease masterleases v1
Deployment deployments extensions/v1beta1 | DaemonSet daemonsets extensions/v1beta1 | ReplicaSet replicasets extensions/v1beta1
StatefulSet statefulsets apps/v1beta1 | ControllerRevision controllerrevisions apps/v1beta1 | Job jobs batch/v1
CronJob cronjobs batch/v1beta1 | HorizontalPodAutoscaler horizontalpodautoscalers autoscaling/v1 | Ingress ingress extensions/v1beta1
NetworkPolicy networkpolicies networking.k8s.io/v1 | PodSecurityPolicy podsecuritypolicy extensions/v1beta1
PodDisruptionBudget poddisruptionbudgets policy/v1beta1 | Role roles rbac.authorization.k8s.io/v1
RoleBinding rolebindings rbac.authorization.k8s.io/v1 | ClusterRole clusterroles rbac.authorization.k8s.io/v1
ClusterRoleBinding clusterrolebindings rbac.authorization.k8s.io/v1 | StorageClass storageclasses storage.k8s.io/v1
VolumeAttachment volumeattachments storage.k8s.io/v1alpha1 | CertificateSigningRequest certificatesigningrequests certificates.k8s.io/v1beta1
PriorityClass priorityclasses scheduling.k8s.io/v1alpha1 | PodPreset podpresets settings.k8s.io/v1alpha1
InitializerConfiguration initializerconfigurations admissionregistration.k8s.io/v1alpha1
MutatingWebhookConfiguration mutatingwebhookconfigurations admissionregistration.k8s.io/v1beta1
ValidatingWebhookConfiguration validatingwebhookconfigurations admissionregistration.k8s.io/v1beta1
CustomResourceDefinition apiextensions.k8s.io/customresourcedefinitions apiextensions.k8s.io/v1beta1
APIService apiregistration.k8s.io/apiservices apiregistration.k8s.io/v1beta1
`;

function rows(text: string): string[] {
  return text
    .split(/[|\n]/)
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .sort();
}

function storedBy(release: Release): string[] {
  return KINDS.flatMap((info) => {
    const form = storedForm(info, release);
    return form === undefined ? [] : [`${form.kind ?? info.kind} ${form.directory} ${form.apiVersion}`];
  }).sort();
}

describe('what each release stores', () => {
  it('1.9: exactly what its servers store', () => {
    expect(storedBy('1.9')).toEqual(
      rows(STORED_BY_1_9)
        .map((row) => row.replace('MasterLease', 'Endpoints'))
        .sort(),
    );
  });

  it('1.0: fifteen kinds, all of them v1', () => {
    const kinds = storedBy('1.0');
    expect(kinds).toHaveLength(15);
    expect(kinds.every((row) => row.endsWith(' v1'))).toBe(true);
  });

  it('1.3 and 1.20 keep PetSets, the plural PodSecurityPolicy, apps and networking groups where the facts have them', () => {
    expect(storedBy('1.3')).toEqual(
      expect.arrayContaining([
        'PetSet petsets apps/v1alpha1',
        'PodSecurityPolicy podsecuritypolicies extensions/v1beta1',
        'PodDisruptionBudget poddisruptionbudgets policy/v1alpha1',
        'Job jobs batch/v1',
        'NetworkPolicy networkpolicies extensions/v1beta1',
        'ThirdPartyResource thirdpartyresources extensions/v1beta1',
      ]),
    );
    expect(storedBy('1.3').join()).not.toContain('CronJob');
    const later = storedBy('1.20');
    expect(later).toEqual(
      expect.arrayContaining([
        'StatefulSet statefulsets apps/v1',
        'Ingress ingress networking.k8s.io/v1beta1',
        'PodSecurityPolicy podsecuritypolicy policy/v1beta1',
        'CertificateSigningRequest certificatesigningrequests certificates.k8s.io/v1',
        'CronJob cronjobs batch/v1beta1',
        'Lease leases coordination.k8s.io/v1beta1',
      ]),
    );
    expect(later.join()).not.toMatch(/PodPreset|InitializerConfiguration|ThirdParty/);
    expect(storedBy('1.25').join()).not.toContain('PodSecurityPolicy');
  });

  it('no two kinds of one release share a key, and forms come in the order of releases', () => {
    for (let minor = 0; minor <= 36; minor++) {
      const release: Release = `1.${minor}`;
      const directories = KINDS.map((info) => storedForm(info, release)?.directory).filter(
        (directory) => directory !== undefined,
      );
      expect(new Set(directories).size, release).toBe(directories.length);
    }
    for (const info of KINDS) {
      const order = info.stored.map((form) => form.since);
      expect([...order].sort(compareReleases), info.kind).toEqual(order);
    }
  });
});

describe('parseKey', () => {
  it('tells single keys, literal capitals and namespaced third-party resources apart', () => {
    expect(parseKey('ranges/serviceips', '1.3')).toMatchObject({ name: 'serviceips', info: { kind: 'RangeAllocation' } });
    const datum = parseKey('ThirdPartyResourceData/example.com/crontabs/ns/a', '1.3');
    expect(datum).toMatchObject({ namespace: 'ns', name: 'a', thirdParty: { group: 'example.com', plural: 'crontabs' } });
    expect(parseKey('thirdpartyresources/ns/cron-tab.example.com', '1.2')).toMatchObject({ namespace: 'ns' });
    expect(parseKey('thirdpartyresources/ns/cron-tab.example.com', '1.3')).toBeUndefined();
    expect(parseKey('thirdpartyresources/cron-tab.example.com', '1.3')).toMatchObject({ name: 'cron-tab.example.com' });
  });

  it.each([
    'pods/ns',
    'pods/ns/a/b',
    'pods//a',
    'pods/ns/a/',
    '',
    'calico/v1/host',
    'services/other/ns/a',
    'constructor/ns/a',
    'configmaps/ns/a',
  ])('does not know %j in 1.0', (key) => {
    expect(parseKey(key, '1.0')).toBeUndefined();
  });

  it('knows custom resources by their definitions alone', () => {
    const definition = customDefinitionOf({
      spec: { group: 'example.com', version: 'v1', scope: 'Namespaced', names: { plural: 'crontabs', kind: 'CronTab' } },
    });
    const custom = customKinds(definition === undefined ? [] : [definition]);
    expect(parseKey('example.com/crontabs/ns/a', '1.9')).toBeUndefined();
    const parsed = parseKey('example.com/crontabs/ns/a', '1.9', custom);
    expect(parsed).toMatchObject({
      namespace: 'ns',
      name: 'a',
      form: { apiVersion: 'example.com/v1' },
      info: { alwaysJson: true },
    });
    expect(parsed && keyOf(parsed.info, '1.9', 'a', 'ns')).toBe('example.com/crontabs/ns/a');
    expect(parseKey('example.com/crontabs/ns/a', '1.3', custom)).toBeUndefined();
  });

  it('reads the storage version of a v1 definition, and gives up on one without names', () => {
    const versions = [
      { name: 'v2', storage: false },
      { name: 'v1', storage: true },
    ];
    const spec = { group: 'g.io', scope: 'Cluster', names: { plural: 'as', kind: 'A' }, versions };
    expect(customDefinitionOf({ spec })).toMatchObject({ version: 'v1', scope: 'Cluster' });
    expect(customDefinitionOf({ spec: { group: 'g.io' } })).toBeUndefined();
    expect(customDefinitionOf({})).toBeUndefined();
  });
});

describe('parseStrayKey', () => {
  it('finds what other releases left at keys that this one does not read', () => {
    expect(parseStrayKey('ingresses/ns/a', '1.5')).toMatchObject({ info: { kind: 'Ingress' }, namespace: 'ns' });
    expect(parseStrayKey('petsets/ns/a', '1.5')).toMatchObject({ info: { kind: 'StatefulSet' }, form: { kind: 'PetSet' } });
    expect(parseStrayKey('podsecuritypolicies/a', '1.9')).toMatchObject({ info: { kind: 'PodSecurityPolicy' } });
    expect(parseStrayKey('scheduledjobs/ns/a', '1.5')).toMatchObject({ info: { kind: 'CronJob' } });
    expect(parseStrayKey('petsets/ns/a', '1.3')).toBeUndefined();
    expect(parseStrayKey('flannel/ns/a', '1.9')).toBeUndefined();
  });
});

describe('kinds by name and version', () => {
  it('finds former names and does not take one kind for another', () => {
    expect(kindByName('PetSet')?.kind).toBe('StatefulSet');
    expect(kindByName('ScheduledJob', 'batch/v2alpha1')?.kind).toBe('CronJob');
    expect(kindByName('Endpoints')?.plural).toBe('endpoints');
    expect(kindByName('Job', 'extensions/v1beta1')?.kind).toBe('Job');
    expect(kindByName('Job', 'apps/v1')).toBeUndefined();
    expect(kindByName('Nonsense')).toBeUndefined();
  });

  it('knows what 1.9 cannot decode', () => {
    const forms = (kind: string): string[] =>
      decodableForms(kindByName(kind)!, '1.9').map((form) => `${form.apiVersion} ${form.kind}`);
    expect(forms('PodDisruptionBudget')).toEqual(['policy/v1beta1 PodDisruptionBudget']);
    expect(forms('Job')).toEqual(['batch/v1 Job']);
    expect(forms('HorizontalPodAutoscaler')).toEqual([
      'autoscaling/v1 HorizontalPodAutoscaler',
      'autoscaling/v2beta1 HorizontalPodAutoscaler',
    ]);
    expect(forms('StatefulSet')).toEqual(['apps/v1beta1 StatefulSet', 'apps/v1beta2 StatefulSet', 'apps/v1 StatefulSet']);
    expect(forms('NetworkPolicy')).toEqual(['networking.k8s.io/v1 NetworkPolicy', 'extensions/v1beta1 NetworkPolicy']);
    expect(forms('ThirdPartyResource')).toEqual([]);
    expect(decodableForms(kindByName('Job')!, '1.3').map((form) => form.apiVersion)).toEqual(['batch/v1', 'extensions/v1beta1']);
  });
});

describe('keyOf', () => {
  it('refuses a kind that the release lacks and a namespaced object without namespace', () => {
    expect(() => keyOf(kindByName('ConfigMap')!, '1.0', 'a', 'ns')).toThrow(/1\.0 does not store the kind/);
    expect(() => keyOf(kindByName('Pod')!, '1.0', 'a')).toThrow(/no namespace was given/);
  });
});
