import { SCHEMA } from './schema.generated.js';

export type Label = 'single' | 'list' | 'map';

/** How a value is written. Message types that have a JSON form of their own are codecs, all others are 'message'. */
export type Codec =
  | 'string'
  | 'bytes'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'double'
  | 'message'
  | 'time'
  | 'micro-time'
  | 'duration'
  | 'quantity'
  | 'int-or-string'
  | 'raw-json'
  | 'string-list'
  | 'schema-or-array'
  | 'schema-or-bool'
  | 'schema-or-strings';

export interface FieldSchema {
  readonly number: number;
  /** '' for an inline message. */
  readonly json: string;
  readonly inline: boolean;
  readonly omitEmpty: boolean;
  readonly pointer: boolean;
  readonly label: Label;
  readonly codec: Codec;
  /** The message's id where the codec needs one. */
  readonly message: string;
  /** Minor releases. Between `possible` and `known` the sampled sources leave it open. */
  readonly knownFrom: number;
  readonly possibleFrom: number;
  readonly knownTo: number;
  readonly possibleTo: number;
}

export interface MessageSchema {
  readonly id: string;
  readonly fields: readonly FieldSchema[];
}

const OLDEST_MINOR = 9;
const NEWEST_MINOR = 36;

const CODECS: Readonly<Record<string, Codec>> = {
  string: 'string',
  bytes: 'bytes',
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
  double: 'double',
  'meta/v1.Time': 'time',
  'meta/v1.MicroTime': 'micro-time',
  'meta/v1.Duration': 'duration',
  'meta/v1.Verbs': 'string-list',
  'meta/v1.FieldsV1': 'raw-json',
  'runtime.RawExtension': 'raw-json',
  'quantity.Quantity': 'quantity',
  'intstr.IntOrString': 'int-or-string',
  'certificates/v1.ExtraValue': 'string-list',
  'certificates/v1beta1.ExtraValue': 'string-list',
  'apiextensions/v1.JSON': 'raw-json',
  'apiextensions/v1beta1.JSON': 'raw-json',
  'apiextensions/v1.JSONSchemaPropsOrArray': 'schema-or-array',
  'apiextensions/v1beta1.JSONSchemaPropsOrArray': 'schema-or-array',
  'apiextensions/v1.JSONSchemaPropsOrBool': 'schema-or-bool',
  'apiextensions/v1beta1.JSONSchemaPropsOrBool': 'schema-or-bool',
  'apiextensions/v1.JSONSchemaPropsOrStringArray': 'schema-or-strings',
  'apiextensions/v1beta1.JSONSchemaPropsOrStringArray': 'schema-or-strings',
};

/** API group to the folder of its types. */
const GROUP_FOLDERS: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io': 'admissionregistration',
  'apiextensions.k8s.io': 'apiextensions',
  'apiregistration.k8s.io': 'apiregistration',
  apps: 'apps',
  'auditregistration.k8s.io': 'auditregistration',
  autoscaling: 'autoscaling',
  batch: 'batch',
  'certificates.k8s.io': 'certificates',
  'coordination.k8s.io': 'coordination',
  'discovery.k8s.io': 'discovery',
  'events.k8s.io': 'events',
  extensions: 'extensions',
  'flowcontrol.apiserver.k8s.io': 'flowcontrol',
  'networking.k8s.io': 'networking',
  'node.k8s.io': 'node',
  policy: 'policy',
  'rbac.authorization.k8s.io': 'rbac',
  'resource.k8s.io': 'resource',
  'scheduling.k8s.io': 'scheduling',
  'settings.k8s.io': 'settings',
  'storage.k8s.io': 'storage',
  'storagemigration.k8s.io': 'storagemigration',
};

/** The group of an apiVersion; '' for the core group ("v1"). */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Is the group one of Kubernetes' own that the table covers? Objects of any other group are custom resources. */
export function isBuiltInGroup(group: string): boolean {
  return group === '' || Object.hasOwn(GROUP_FOLDERS, group);
}

/** "apps/v1beta1" and "StatefulSet" to "apps/v1beta1.StatefulSet"; undefined when the table has no such kind. */
export function messageIdOf(apiVersion: string, kind: string): string | undefined {
  const group = groupOf(apiVersion);
  const folder = group === '' ? 'core' : GROUP_FOLDERS[group];
  if (folder === undefined) return undefined;
  const version = group === '' ? apiVersion : apiVersion.slice(group.length + 1);
  const id = `${folder}/${version}.${kind}`;
  return isKind(id) ? id : undefined;
}

/** A kind is what has ObjectMeta as `metadata` and is no part of another kind. */
function isKind(id: string): boolean {
  return Object.hasOwn(SCHEMA, id) && OBJECT.test(SCHEMA[id] ?? '') && !PARTS.test(id);
}

const OBJECT = /^1:metadata:o?:meta\/v1\.ObjectMeta/;
const PARTS = /TemplateSpec$|VolumeClaimTemplate$/;

/** Every message of the table. */
export function messageIds(): readonly string[] {
  return Object.keys(SCHEMA);
}

export function messageSchema(id: string): MessageSchema {
  const text = SCHEMA[id];
  if (text === undefined) throw new RangeError(`no message ${id}`);
  return { id, fields: text === '' ? [] : text.split(' ').map(parseField) };
}

export function codecOf(type: string): Codec {
  return CODECS[type] ?? 'message';
}

function parseField(text: string): FieldSchema {
  const [number = '', json = '', flags = '', type = '', life] = text.split(':');
  const [knownFrom, possibleFrom, knownTo, possibleTo] = life?.split(',').map(Number) ?? [];
  return {
    number: Number(number),
    json,
    inline: flags.includes('i'),
    omitEmpty: flags.includes('o'),
    pointer: flags.includes('p'),
    label: flags.includes('r') ? 'list' : flags.includes('m') ? 'map' : 'single',
    codec: codecOf(type),
    message: type,
    knownFrom: knownFrom ?? OLDEST_MINOR,
    possibleFrom: possibleFrom ?? OLDEST_MINOR,
    knownTo: knownTo ?? NEWEST_MINOR,
    possibleTo: possibleTo ?? NEWEST_MINOR,
  };
}

/** Fields whose type was another one, with fewer fields, in older releases: the type up to and with a minor release. */
const FORMER_TYPES: Readonly<Record<string, { readonly to: number; readonly message: string }>> = {
  'core/v1.FlexPersistentVolumeSource.secretRef': { to: 9, message: 'core/v1.LocalObjectReference' },
};

/** The message that a field of `id` holds in a minor release. */
export function messageAt(id: string, field: FieldSchema, minor: number): string {
  const former = FORMER_TYPES[`${id}.${field.json}`];
  return former !== undefined && minor <= former.to ? former.message : field.message;
}

/** Is the field one that a server of this minor release may know? Servers before 1.9 are taken for 1.9. */
export function isPossible(field: FieldSchema, minor: number): boolean {
  const at = Math.max(minor, OLDEST_MINOR);
  return field.possibleFrom <= at && at <= field.possibleTo;
}

export function isKnown(field: FieldSchema, minor: number): boolean {
  const at = Math.max(minor, OLDEST_MINOR);
  return field.knownFrom <= at && at <= field.knownTo;
}
