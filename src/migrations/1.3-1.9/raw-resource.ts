import type { Json, JsonObject, KubeObject } from '../../lib/storage/json.js';
import { isObject, stringAt } from './fields.js';

/** The user's own JSON inside a ThirdPartyResourceData; undefined when it is none. */
export function rawResource(datum: KubeObject): JsonObject | undefined {
  try {
    const value = JSON.parse(Buffer.from(stringAt(datum, 'data') ?? '', 'base64').toString('utf8')) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
