/**
 * Writes src/lib/storage/protobuf/schema.generated.ts from fields.tsv beside it: one compact line a field, types resolved to
 * message ids, releases turned into what the encoder asks. `--check` writes nothing and fails when the file is not up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../src/lib/storage/protobuf');
const TABLE = join(FOLDER, 'fields.tsv');
const OUTPUT = join(FOLDER, 'schema.generated.ts');

/** The minor releases whose sources the table was read from: a field seen first in one may be as old as the gap before it. */
const API_SAMPLES = [9, 12, 16, 19, 20, 22, 25, 28, 30, 33, 36];
const MACHINERY_SAMPLES = [9, 20];
const NEWEST = 36;

const SCALARS = new Set(['string', 'bytes', 'bool', 'int32', 'int64', 'double']);

interface Row {
  pkg: string;
  message: string;
  number: number;
  json: string;
  inline: boolean;
  omitEmpty: boolean;
  pointer: boolean;
  label: string;
  type: string;
  /** Minors: [knownFrom, possibleFrom, knownTo, possibleTo]. */
  life: [number, number, number, number];
}

/** "omitempty" and "pointer" where the table has a question mark, by message and JSON name. What is not here is a plain value. */
const MARKS: Readonly<Record<string, string>> = {
  'core/v1.DeleteOptions.propagationPolicy': 'op',
  'core/v1.List.metadata': 'o',
  'meta/v1.ObjectMeta.initializers': 'op',
  'meta/v1.Initializers.result': 'op',
  'meta/v1.GetOptions.includeUninitialized': 'o',
  'meta/v1.ListOptions.includeUninitialized': 'o',
  'meta/v1alpha1.PartialObjectMetadata.metadata': 'o',
  'meta/v1alpha1.TableOptions.includeObject': 'o',
  'meta/v1beta1.PartialObjectMetadataList.metadata': 'o',
  'resource/v1alpha2.NamedResourcesAttribute.attributeValue': 'i',
  'resource/v1alpha2.NamedResourcesAttributeValue.bool': 'op',
  'resource/v1alpha2.NamedResourcesAttributeValue.string': 'op',
  'resource/v1alpha2.NamedResourcesAttributeValue.quantity': 'op',
  'resource/v1alpha2.NamedResourcesAttributeValue.int': 'op',
  'resource/v1alpha2.NamedResourcesAttributeValue.intSlice': 'op',
  'resource/v1alpha2.NamedResourcesAttributeValue.stringSlice': 'op',
  'resource/v1alpha2.NamedResourcesAttributeValue.version': 'op',
  'resource/v1alpha2.NamedResourcesInstance.attributes': 'o',
};

/** Lives that the gaps of the table leave open and that are known otherwise. */
const LIVES: Readonly<Record<string, [number, number, number, number]>> = {
  'core/v1.EventSeries.state': [9, 9, 18, 18],
  'events/v1beta1.EventSeries.state': [9, 9, 18, 18],
  'meta/v1.ObjectMeta.clusterName': [9, 9, 24, 24],
  'meta/v1.ObjectMeta.initializers': [9, 9, 15, 15],
  'meta/v1.ObjectMeta.managedFields': [14, 14, NEWEST, NEWEST],
  'meta/v1.ManagedFieldsEntry.manager': [14, 14, NEWEST, NEWEST],
  'meta/v1.ManagedFieldsEntry.operation': [14, 14, NEWEST, NEWEST],
  'meta/v1.ManagedFieldsEntry.apiVersion': [14, 14, NEWEST, NEWEST],
  'meta/v1.ManagedFieldsEntry.time': [14, 14, NEWEST, NEWEST],
  'meta/v1.FieldsV1.-': [16, 16, NEWEST, NEWEST],
  'meta/v1.ManagedFieldsEntry.fieldsType': [16, 16, NEWEST, NEWEST],
  'meta/v1.ManagedFieldsEntry.fieldsV1': [16, 16, NEWEST, NEWEST],
};

/** Messages that took the place of another one, of the same shape, as the type of an older field. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  'admissionregistration/v1.Rule': 'admissionregistration/v1beta1.Rule',
  'admissionregistration/v1.RuleWithOperations': 'admissionregistration/v1beta1.RuleWithOperations',
  'admissionregistration/v1beta1.MutatingWebhook': 'admissionregistration/v1beta1.Webhook',
  'admissionregistration/v1beta1.ValidatingWebhook': 'admissionregistration/v1beta1.Webhook',
  'core/v1.CinderPersistentVolumeSource': 'core/v1.CinderVolumeSource',
  'core/v1.FlexPersistentVolumeSource': 'core/v1.FlexVolumeSource',
  'core/v1.GlusterfsPersistentVolumeSource': 'core/v1.GlusterfsVolumeSource',
  'core/v1.LifecycleHandler': 'core/v1.Handler',
  'core/v1.ProbeHandler': 'core/v1.Handler',
  'core/v1.TypedObjectReference': 'core/v1.TypedLocalObjectReference',
  'core/v1.VolumeResourceRequirements': 'core/v1.ResourceRequirements',
  'extensions/v1beta1.IngressLoadBalancerIngress': 'core/v1.LoadBalancerIngress',
  'extensions/v1beta1.IngressLoadBalancerStatus': 'core/v1.LoadBalancerStatus',
  'extensions/v1beta1.IngressPortStatus': 'core/v1.PortStatus',
  'networking/v1.IngressClassParametersReference': 'core/v1.TypedLocalObjectReference',
  'networking/v1.IngressLoadBalancerIngress': 'core/v1.LoadBalancerIngress',
  'networking/v1.IngressLoadBalancerStatus': 'core/v1.LoadBalancerStatus',
  'networking/v1.IngressPortStatus': 'core/v1.PortStatus',
  'networking/v1beta1.IngressClassParametersReference': 'core/v1.TypedLocalObjectReference',
  'networking/v1beta1.IngressLoadBalancerIngress': 'core/v1.LoadBalancerIngress',
  'networking/v1beta1.IngressLoadBalancerStatus': 'core/v1.LoadBalancerStatus',
  'networking/v1beta1.IngressPortStatus': 'core/v1.PortStatus',
};

/** Fields younger than the newest apimachinery sample. */
const ADDED: readonly Row[] = [
  {
    pkg: 'meta/v1',
    message: 'ManagedFieldsEntry',
    number: 8,
    json: 'subresource',
    inline: false,
    omitEmpty: true,
    pointer: false,
    label: 'optional',
    type: 'string',
    life: [22, 22, NEWEST, NEWEST],
  },
];

function packageOf(path: string): string {
  if (path.startsWith('api/')) return path.slice(4);
  const known: Readonly<Record<string, string>> = {
    'apimachinery/pkg/api/resource': 'quantity',
    'apimachinery/pkg/util/intstr': 'intstr',
    'apimachinery/pkg/runtime': 'runtime',
  };
  const short = known[path] ?? /\/apis\/((?:apiextensions|apiregistration|meta)\/v\w+)$/.exec(path)?.[1];
  if (short === undefined) throw new Error(`no short name for the package ${path}`);
  return short;
}

/** "Time", ".api.core.v1.PodSpec" or "apimachinery.pkg.runtime.RawExtension" to a message id such as "core/v1.PodSpec". */
function typeOf(type: string, pkg: string): string {
  if (SCALARS.has(type)) return type;
  const name = type.replace(/^\./, '');
  const dot = name.lastIndexOf('.');
  if (dot < 0) return `${pkg}.${name}`;
  return `${packageOf(name.slice(0, dot).replaceAll('.', '/'))}.${name.slice(dot + 1)}`;
}

function lifeOf(path: string, first: string, last: string): Row['life'] {
  const samples = path.startsWith('api/') ? API_SAMPLES : MACHINERY_SAMPLES;
  const [from, to] = [Number(first.slice(2)), Number(last.slice(2))];
  const [fromAt, toAt] = [samples.indexOf(from), samples.indexOf(to)];
  if (fromAt < 0 || toAt < 0) throw new Error(`${path}: ${first} to ${last} is not among the sampled releases`);
  const before = samples[fromAt - 1];
  const after = samples[toAt + 1];
  return [
    from,
    before === undefined ? from : before + 1,
    after === undefined ? NEWEST : to,
    after === undefined ? NEWEST : after - 1,
  ];
}

function readRow(line: string): Row {
  const [
    path = '',
    message = '',
    number = '',
    ,
    json = '',
    inline,
    omitEmpty,
    pointer,
    label = '',
    type = '',
    first = '',
    last = '',
  ] = line.split('\t');
  const pkg = packageOf(path);
  const row: Row = {
    pkg,
    message,
    number: Number(number),
    json,
    inline: inline === 'inline',
    omitEmpty: omitEmpty === 'omitempty',
    pointer: pointer === 'pointer',
    label,
    type: typeOf(/^map<string, (.+)>$/.exec(type)?.[1] ?? type, pkg),
    life: lifeOf(path, first, last),
  };
  const id = `${pkg}.${message}.${json}`;
  if (inline === '?') {
    const marks = MARKS[id] ?? '';
    row.inline = marks.includes('i');
    row.omitEmpty = marks.includes('o');
    row.pointer = marks.includes('p');
  }
  row.life = LIVES[id] ?? row.life;
  return row;
}

function render(row: Row): string {
  const flags =
    (row.inline ? 'i' : '') +
    (row.omitEmpty ? 'o' : '') +
    (row.pointer ? 'p' : '') +
    (row.label === 'repeated' ? 'r' : row.label === 'map' ? 'm' : '');
  const life = row.life.join(',') === `9,9,${NEWEST},${NEWEST}` ? '' : `:${row.life.join(',')}`;
  return `${row.number}:${row.inline ? '' : row.json}:${flags}:${row.type}${life}`;
}

/** As the formatter would leave it. */
function entry(id: string, rows: readonly Row[]): string {
  const text = rows.map(render).join(' ');
  const line = `  '${id}': '${text}',`;
  return line.length <= 130 ? line : `  '${id}':\n    '${text}',`;
}

/** A successor's fields are as old as its predecessor's. Fails when a field is older than its type and no predecessor is named. */
function inheritLives(messages: ReadonlyMap<string, Row[]>): void {
  for (const [successor, predecessor] of Object.entries(SUCCESSORS)) {
    for (const row of messages.get(successor) ?? []) {
      const old = messages.get(predecessor)?.find(({ number, json }) => number === row.number && json === row.json);
      if (old !== undefined)
        row.life = [Math.min(old.life[0], row.life[0]), Math.min(old.life[1], row.life[1]), row.life[2], row.life[3]];
    }
  }
  for (const row of [...messages.values()].flat()) {
    const inner = messages.get(row.type) ?? [];
    if (inner.length > 0 && inner.every(({ life }) => life[0] > row.life[0])) {
      throw new Error(
        `${row.pkg}.${row.message}.${row.json} is older than its type ${row.type}: name the type's predecessor in SUCCESSORS`,
      );
    }
  }
}

function generate(): string {
  const rows = [...readFileSync(TABLE, 'utf8').trimEnd().split('\n').slice(1).map(readRow), ...ADDED];
  const messages = new Map<string, Row[]>();
  for (const row of rows) {
    const id = `${row.pkg}.${row.message}`;
    messages.set(id, [...(messages.get(id) ?? []), row]);
    // A message without fields has no row of its own.
    if (!SCALARS.has(row.type) && !messages.has(row.type)) messages.set(row.type, []);
  }
  inheritLives(messages);
  const lines = [...messages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, fields]) =>
      entry(
        id,
        fields.sort((a, b) => a.number - b.number),
      ),
    );
  return [
    '// Made by scripts/generate-schema.ts from fields.tsv; do not edit.',
    '// A field: number:jsonName:flags:type[:knownFrom,possibleFrom,knownTo,possibleTo] (minor releases; without: 9 to the newest).',
    '// Flags: i inline, o omitempty, p pointer, r repeated, m map<string, type>.',
    '',
    'export const SCHEMA: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

const text = generate();
if (process.argv.includes('--check')) {
  if (readFileSync(OUTPUT, 'utf8') !== text) {
    process.stderr.write(
      'src/lib/storage/protobuf/schema.generated.ts is not what fields.tsv gives: run scripts/generate-schema.ts\n',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(OUTPUT, text);
}
