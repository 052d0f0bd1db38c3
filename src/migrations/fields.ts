import { type Json, type JsonObject, RawNumber } from '../lib/storage/json.js';

/** The object at a field, if there is one. What has another type is left for the encoder to refuse by name. */
export function objectAt(parent: JsonObject | undefined, field: string): JsonObject | undefined {
  const value = parent?.[field];
  return isObject(value) ? value : undefined;
}

/** The object at a field, made when it is absent or null. */
export function ensureObject(parent: JsonObject, field: string): JsonObject {
  const there = objectAt(parent, field);
  if (there !== undefined) return there;
  const made: JsonObject = {};
  parent[field] = made;
  return made;
}

/** The objects in the list at a field; empty when there is no list. */
export function objectsAt(parent: JsonObject | undefined, field: string): JsonObject[] {
  const value = parent?.[field];
  return isList(value) ? value.filter(isObject) : [];
}

/** The strings in the list at a field; empty when there is no list. */
export function stringsAt(parent: JsonObject | undefined, field: string): string[] {
  const value = parent?.[field];
  return isList(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

export function stringAt(parent: JsonObject | undefined, field: string): string | undefined {
  const value = parent?.[field];
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(parent: JsonObject | undefined, field: string): number | undefined {
  const value = parent?.[field];
  return typeof value === 'number' ? value : undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof RawNumber);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Absent and null mean the same to every Kubernetes decoder. */
export function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}
