import type { Json, JsonObject } from '../../lib/storage/json.js';
import { type MigrationContext, MigrationRefusal } from '../migration.js';
import { annotationOf, annotationPath } from '../annotations.js';
import { isObject } from '../fields.js';
import { conform, type FieldsShape, type Shape, ShapeMismatch } from './shape.js';

interface EmbeddedJson {
  /** The object that carries the annotation, and its path ('' is the object itself). */
  readonly owner: JsonObject;
  readonly path: string;
  readonly annotation: string;
}

/** The list of objects that an annotation holds as JSON; undefined when there is no such annotation. */
export function embeddedList(at: EmbeddedJson, shape: FieldsShape, context: MigrationContext<unknown>): JsonObject[] | undefined {
  const value = embedded(at, { listOf: shape }, context);
  return Array.isArray(value) ? value.filter(isObject) : undefined;
}

/** The object that an annotation holds as JSON; undefined when there is no such annotation. */
export function embeddedObject(at: EmbeddedJson, shape: Shape, context: MigrationContext<unknown>): JsonObject | undefined {
  const value = embedded(at, shape, context);
  return isObject(value) ? value : undefined;
}

function embedded(at: EmbeddedJson, shape: Shape, context: MigrationContext<unknown>): Json | undefined {
  const text = annotationOf(at.owner, at.annotation);
  if (text === undefined) return undefined;
  const path = annotationPath(at.path, at.annotation);
  try {
    const { value, unknown } = conform(JSON.parse(text) as Json, shape);
    for (const field of unknown) {
      context.note({
        code: 'unknown-field-in-annotation',
        severity: 'warning',
        path,
        message: `${field} is no field of what the annotation holds; no release read it, and it is left out`,
      });
    }
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof ShapeMismatch)) throw error;
    throw new MigrationRefusal(
      'malformed-annotation',
      `${path} does not hold what it should: ${error.message}`,
      'correct or remove the annotation in the source, or set the object aside with --quarantine',
    );
  }
}
