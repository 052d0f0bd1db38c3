import type { KindInfo } from '../../lib/kinds/kind.js';
import { podTemplatesOf } from '../../lib/kinds/pod-template.js';
import { canonicalise } from '../../lib/storage/canonical-json.js';
import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { externalIpProblem } from '../addresses.js';
import { isAbsent, objectAt, objectsAt, stringAt, stringsAt } from '../fields.js';
import { type MigrationContext, MigrationRefusal } from '../migration.js';
import { convertOldVersion } from './old-version.js';

type Context = MigrationContext<unknown>;

/** What 1.3 asks of every object of 1.0, whatever the rules say. Changes the object in place. */
export function correct(object: KubeObject, info: KindInfo, key: string, context: Context): void {
  if (object.apiVersion === 'v1beta3') convertOldVersion(object, info, context);
  const { misfits, respelt } = canonicalise(object);
  for (const path of respelt) {
    context.note({
      code: 'field-respelt',
      severity: 'info',
      path,
      message: 'was written in another case, which servers from 1.12 on do not read',
    });
  }
  if (misfits.length > 0) throw outOfRange(key, misfits);
  for (const { template } of podTemplatesOf(object, info)) correctPodSpec(template);
  if (info.kind === 'Service') carryPublicAddresses(object, context);
  if (info.kind === 'ResourceQuota') keepQuotaMeaning(object, context);
  dropComputedDeletion(object, info);
}

function outOfRange(key: string, misfits: readonly { readonly path: string; readonly value: string }[]): MigrationRefusal {
  const list = misfits.map(({ path, value }) => `${path} is ${value}`).join(', ');
  return new MigrationRefusal(
    'number-out-of-range',
    `${key}: ${list}; such a number has 32 bits since 1.1, and no later server reads the object`,
    'correct it in the source, or set the object aside with --quarantine',
  );
}

/** Looks at nothing but the template, so that templates that were equal stay equal. */
function correctPodSpec(template: JsonObject): void {
  const spec = objectAt(template, 'spec');
  if (spec === undefined) return;
  const account = stringAt(spec, 'serviceAccountName') ?? '';
  // 1.1 and later write the former name beside the new one.
  if (account !== '') spec.serviceAccount = account;
  for (const container of objectsAt(spec, 'containers')) setPullPolicy(container);
}

/** Up to 1.0 only the literal tag makes it Always; later servers take an image without tag for the latest, too. */
function setPullPolicy(container: JsonObject): void {
  if ((stringAt(container, 'imagePullPolicy') ?? '') !== '') return;
  const image = stringAt(container, 'image') ?? '';
  container.imagePullPolicy = /:latest$/.test(image) ? 'Always' : 'IfNotPresent';
}

/** 1.3 reads both, prefers the old one and writes both; 1.7 has the new one only. */
function carryPublicAddresses(service: KubeObject, context: Context): void {
  const spec = objectAt(service, 'spec');
  const old = stringsAt(spec, 'deprecatedPublicIPs');
  if (spec === undefined || old.length === 0) return;
  const path = 'spec.deprecatedPublicIPs';
  const message = 'stands in spec.externalIPs as well now, which later releases read';
  context.note({ code: 'public-ips-carried', severity: 'info', path, message });
  for (const address of old) {
    const problem = externalIpProblem(address);
    if (problem === undefined) continue;
    const text = `"${address}" ${problem}; 1.3 refuses it when the service is next written`;
    context.note({ code: 'unusable-public-ip', severity: 'warning', path, message: text });
  }
  spec.externalIPs = [...old];
}

const COUNTED = ['cpu', 'memory'] as const;

/** In 1.0 cpu and memory counted limits, from 1.1 on requests: without the second line a tenant could use more than before. */
function keepQuotaMeaning(quota: KubeObject, context: Context): void {
  const places = [
    [objectAt(quota, 'spec'), 'hard'],
    [objectAt(quota, 'status'), 'hard'],
    [objectAt(quota, 'status'), 'used'],
  ] as const;
  const before = JSON.stringify(objectAt(objectAt(quota, 'spec'), 'hard'));
  for (const [part, field] of places) {
    const amounts = objectAt(part, field);
    for (const name of COUNTED) {
      const amount = amounts?.[name];
      if (amounts !== undefined && !isAbsent(amount) && isAbsent(amounts[`limits.${name}`])) amounts[`limits.${name}`] = amount;
    }
  }
  if (JSON.stringify(objectAt(objectAt(quota, 'spec'), 'hard')) === before) return;
  const message =
    'cpu and memory counted limits in 1.0 and count requests later: the same amounts stand for limits.cpu and limits.memory';
  context.note({ code: 'quota-counts-limits', severity: 'info', path: 'spec.hard', message });
}

/** 1.0 showed the end of a TTL as a time of deletion; nobody asked for a deletion of an Event. */
function dropComputedDeletion(object: KubeObject, info: KindInfo): void {
  if (info.kind === 'Event') delete objectAt(object, 'metadata')?.deletionTimestamp;
}
