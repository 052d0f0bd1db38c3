import { type Json, type JsonObject, RawNumber } from '../../storage/json.js';

/** The value as a map, when it is one. */
export function asMap(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof RawNumber) return undefined;
  return value as JsonObject;
}

export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The map at `key`, made when it is not there. */
export function mapAt(parent: JsonObject, key: string): JsonObject {
  const there = asMap(parent[key]);
  if (there !== undefined) return there;
  const made: JsonObject = {};
  parent[key] = made;
  return made;
}

/** What the annotation says, or undefined. */
export function annotation(object: JsonObject, name: string): string | undefined {
  return asText(asMap(asMap(object.metadata)?.annotations)?.[name]);
}

export function removeAnnotation(object: JsonObject, name: string): void {
  const annotations = asMap(asMap(object.metadata)?.annotations);
  if (annotations !== undefined) Reflect.deleteProperty(annotations, name);
}

/** Parses JSON text that stands in an annotation; undefined when it is none. */
export function embeddedJson(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Takes the annotation off and gives the JSON that stood in it. One that is not of the shape stays: no server could read it, and
 * what it says must not be lost.
 */
export function takeJson(object: JsonObject, name: string, shape: 'list' | 'map'): Json | undefined {
  const text = annotation(object, name);
  const value = embeddedJson(text);
  const isRight = shape === 'list' ? Array.isArray(value) : asMap(value) !== undefined;
  if (isRight || value === null || text?.trim() === '') removeAnnotation(object, name);
  return isRight ? value : undefined;
}

/** Null, [], {} and "not there" are one: protobuf stores the first where JSON stored the others. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (value instanceof RawNumber || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  return Object.values(value as JsonObject).every((member) => member === undefined || member === null);
}
