import { z } from 'zod';
import { SkepError } from '../errors.js';
import type { DocumentKind } from './documents.js';

/** What can be said of one place in a document. */
export interface Explanation {
  /** "MigrationRules.namespaces.template" */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly allowed?: readonly unknown[];
  readonly examples: readonly unknown[];
  readonly fields: readonly FieldSummary[];
}

export interface FieldSummary {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
}

/** The part of JSON Schema that zod writes and this file reads. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The JSON Schema of what a person writes, defaults not yet filled in. */
export function jsonSchemaOf(document: DocumentKind): object {
  return z.toJSONSchema(document.schema, { io: 'input', unrepresentable: 'any' });
}

/**
 * Explains the document or a place in it. Path: "namespaces.mapping[].when"; brackets and quotes may be left out.
 * @throws SkepError CONFIG_PATH_UNKNOWN naming the fields that there are
 */
export function explain(document: DocumentKind, path: string): Explanation {
  const root = jsonSchemaOf(document) as Schema;
  let place: Place = { schema: root, required: true, path: document.kind };
  for (const step of stepsOf(path)) place = below(root, place, step);
  return explained(root, place);
}

/** Every place of a document, outermost first, for the generated reference. */
export function explainAll(document: DocumentKind): readonly Explanation[] {
  const root = jsonSchemaOf(document) as Schema;
  const found: Explanation[] = [];
  const walk = (place: Place, above: readonly object[]): void => {
    found.push(explained(root, place));
    const own = variantsOf(root, elementOf(root, place).schema).flatMap((variant) => variant.properties ?? []);
    // A schema may contain itself: what stands above is not told again.
    if (own.some((properties) => above.includes(properties))) return;
    for (const child of childrenOf(root, place)) walk(child, [...above, ...own]);
  };
  walk({ schema: root, required: true, path: document.kind }, []);
  return found;
}

interface Place {
  readonly schema: Schema;
  readonly required: boolean;
  readonly path: string;
}

function stepsOf(path: string): readonly string[] {
  return path
    .replaceAll(/\[(\d*|\*)\]/g, '')
    .split('.')
    .filter((step) => step !== '');
}

function below(root: Schema, place: Place, step: string): Place {
  const children = childrenOf(root, elementOf(root, place));
  const found = children.find((child) => lastStep(child.path) === step) ?? children.find((child) => lastStep(child.path) === '*');
  if (found !== undefined) return found;
  const known = children.map((child) => lastStep(child.path));
  throw new SkepError('CONFIG_PATH_UNKNOWN', `${place.path} has no field ${step}`, {
    hints: known.length === 0 ? [`skep config explain ${place.path}`] : [`it has: ${known.join(', ')}`],
    details: { path: place.path, field: step, known },
  });
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/(\[\])+$/, '');
}

/** Steps into a list without being told to, since a list has no fields of its own. */
function elementOf(root: Schema, place: Place): Place {
  const items = variantsOf(root, place.schema).find((schema) => schema.items !== undefined)?.items;
  return items === undefined ? place : elementOf(root, { ...place, schema: items, path: `${place.path}[]` });
}

function childrenOf(root: Schema, place: Place): readonly Place[] {
  const inner = elementOf(root, place);
  const byName = new Map<string, Place>();
  for (const schema of variantsOf(root, inner.schema)) {
    for (const [name, child] of Object.entries(schema.properties ?? {})) {
      const path = `${inner.path}.${name}`;
      if (!byName.has(name)) byName.set(name, { schema: child, required: schema.required?.includes(name) === true, path });
    }
    const rest = schema.additionalProperties;
    if (typeof rest === 'object' && Object.keys(rest).length > 0)
      byName.set('*', { schema: rest, required: false, path: `${inner.path}.*` });
  }
  return [...byName.values()];
}

/** A schema with references resolved and alternatives laid side by side. */
function variantsOf(root: Schema, schema: Schema): readonly Schema[] {
  const resolved = resolve(root, schema);
  const alternatives = resolved.anyOf ?? resolved.oneOf ?? resolved.allOf;
  return alternatives === undefined ? [resolved] : alternatives.flatMap((alternative) => variantsOf(root, alternative));
}

function resolve(root: Schema, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = schema.$ref === '#' ? root : root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  const { $ref: _ref, ...own } = schema;
  return target === undefined ? own : { ...target, ...own };
}

function explained(root: Schema, place: Place): Explanation {
  const schema = resolve(root, place.schema);
  const allowed = variantsOf(root, schema).flatMap(
    (variant) => variant.enum ?? (variant.const === undefined ? [] : [variant.const]),
  );
  return {
    path: place.path,
    type: typeOf(root, schema),
    required: place.required,
    ...(schema.description === undefined ? {} : { description: schema.description }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(allowed.length === 0 ? {} : { allowed }),
    examples: schema.examples ?? [],
    fields: childrenOf(root, place).map((child) => summary(root, child)),
  };
}

function summary(root: Schema, place: Place): FieldSummary {
  const schema = resolve(root, place.schema);
  const description = schema.description === undefined ? {} : { description: schema.description };
  return { name: lastStep(place.path), type: typeOf(root, schema), required: place.required, ...description };
}

function typeOf(root: Schema, schema: Schema): string {
  const names = variantsOf(root, schema).map((variant) => singleType(root, variant));
  return [...new Set(names)].join(' or ');
}

function singleType(root: Schema, schema: Schema): string {
  if (schema.items !== undefined) return `list of ${typeOf(root, schema.items)}`;
  if (schema.properties !== undefined) return 'object';
  if (typeof schema.additionalProperties === 'object') return `map of ${typeOf(root, schema.additionalProperties)}`;
  const { type } = schema;
  if (typeof type === 'string') return type + limits(schema);
  if (type !== undefined) return type.join(' or ');
  return schema.const === undefined && schema.enum === undefined ? 'anything' : 'string';
}

function limits({ minimum, maximum, pattern }: Schema): string {
  if (pattern !== undefined) return ` matching ${pattern}`;
  // zod writes the limits of a safe integer when nobody asked for any.
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  if (low !== undefined) return ` of at least ${low}`;
  return high === undefined ? '' : ` of at most ${high}`;
}
