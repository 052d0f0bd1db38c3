import type { KindInfo } from '../../lib/kinds/kind.js';
import { storedForm } from '../../lib/kinds/registry.js';
import { compareReleases } from '../../lib/kinds/release.js';
import type { KubeObject } from '../../lib/storage/json.js';
import { ensureObject, objectAt } from '../fields.js';
import { MigrationRefusal } from '../migration.js';
import type { Context10 } from './facts.js';

/** Kinds that 1.1 and 1.2 have beside those of 1.0, and from which release on they can be carried. */
const SINCE: Readonly<Record<string, '1.1' | '1.2'>> = {
  ConfigMap: '1.2',
  DaemonSet: '1.1',
  // Of 1.1 it was an alpha that 1.2 does not read: it had to be deleted.
  Deployment: '1.2',
  HorizontalPodAutoscaler: '1.1',
  Ingress: '1.1',
  Job: '1.1',
  PodSecurityPolicy: '1.2',
  ReplicaSet: '1.2',
  ThirdPartyResource: '1.1',
  ThirdPartyResourceData: '1.1',
};

/** Refuses what the source's release cannot have, and gives the kinds of 1.1 and 1.2 the version that 1.3 stores. */
export function keepVersion(object: KubeObject, info: KindInfo, key: string, { facts }: Context10): void {
  const release = facts.sourceRelease;
  const since = SINCE[object.kind];
  const isCore = object.apiVersion === 'v1' || object.apiVersion === 'v1beta3';
  if (since === undefined ? !isCore : compareReleases(release, since) < 0) {
    throw new MigrationRefusal(
      'kind-not-in-release',
      `${key} holds ${object.apiVersion} ${object.kind}, which cannot be carried from a store of ${release}`,
      'name the right release with --from, delete it with the old release, or set it aside with --quarantine',
    );
  }
  if (object.kind === 'Job') convertJob(object);
  if (object.kind === 'HorizontalPodAutoscaler') convertAutoscaler(object);
  if (object.kind === 'ThirdPartyResource') delete objectAt(object, 'metadata')?.namespace;
  const form = storedForm(info, '1.3');
  if (since !== undefined && form !== undefined) object.apiVersion = form.apiVersion;
}

/** extensions/v1beta1 asks for a generated selector, batch/v1 for one of the user's; either way the selector itself stays. */
function convertJob(job: KubeObject): void {
  if (job.apiVersion !== 'extensions/v1beta1') return;
  const spec = ensureObject(job, 'spec');
  if (spec.autoSelector === true) delete spec.manualSelector;
  else spec.manualSelector = true;
  delete spec.autoSelector;
}

function convertAutoscaler(autoscaler: KubeObject): void {
  if (autoscaler.apiVersion !== 'extensions/v1beta1') return;
  const spec = ensureObject(autoscaler, 'spec');
  const scaled = objectAt(spec, 'scaleRef');
  if (scaled !== undefined) {
    const { subresource: _subresource, namespace: _namespace, ...target } = scaled;
    spec.scaleTargetRef = target;
    delete spec.scaleRef;
  }
  // 80 is what every release takes where nothing is said.
  spec.targetCPUUtilizationPercentage = objectAt(spec, 'cpuUtilization')?.targetPercentage ?? 80;
  delete spec.cpuUtilization;
}
