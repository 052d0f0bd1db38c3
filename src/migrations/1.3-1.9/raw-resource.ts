import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { parseJson } from '../../lib/storage/parse-json.js';
import { isObject, stringAt } from '../fields.js';

/** The user's own JSON inside a ThirdPartyResourceData, its numbers exact; undefined when it is no JSON object. */
export function rawResource(datum: KubeObject): JsonObject | undefined {
  try {
    const { value } = parseJson('data', Buffer.from(stringAt(datum, 'data') ?? '', 'base64'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
