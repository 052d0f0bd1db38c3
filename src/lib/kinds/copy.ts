import { type Json, type JsonObject, RawNumber } from '../storage/json.js';

/** A deep copy. Numbers that stand as text keep standing so, which a structured clone would not do. */
export function copyJson<T extends Json>(value: T): T {
  return copy(value) as T;
}

function copy(value: Json): Json {
  if (typeof value !== 'object' || value === null || value instanceof RawNumber) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(copy);
  const made: JsonObject = {};
  for (const [key, member] of Object.entries(value as JsonObject)) {
    // `made["__proto__"] = x` would set the prototype, not a member.
    if (member === undefined) continue;
    if (key === '__proto__')
      Object.defineProperty(made, key, { value: copy(member), enumerable: true, writable: true, configurable: true });
    else made[key] = copy(member);
  }
  return made;
}
