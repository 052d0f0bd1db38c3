import type { Json, JsonObject } from '../storage/json.js';
import { copyJson } from './copy.js';
import type { KindInfo } from './kind.js';
import { compilePath, visit } from './path.js';

/** What stands in place of a secret value: that it was there, and its length, but nothing of it. */
export function redactedText(value: Json): string {
  return typeof value === 'string' ? `<redacted, ${value.length} characters>` : '<redacted>';
}

/** A copy of the object in which the kind's secret values are replaced. An object without secret fields is given back as it is. */
export function redactSecrets<T extends JsonObject>(object: T, info: KindInfo): T {
  if (info.secretFields === undefined) return object;
  const copy = copyJson(object);
  for (const path of info.secretFields) visit(copy, path, (place) => place.set(redactedText(place.value)));
  return copy;
}

/** Does the concrete path (`data.token`, `data["ca.crt"]`) lead to, or into, a secret value? */
export function isSecretPath(path: string, info: KindInfo): boolean {
  if (info.secretFields === undefined) return false;
  const { steps } = compilePath(path);
  return info.secretFields.some((secret) => {
    const pattern = compilePath(secret).steps;
    if (pattern.length > steps.length) return false;
    return pattern.every((wanted, i) => {
      const step = steps[i];
      if (wanted.at === 'values') return step?.at === 'key';
      if (wanted.at === 'elements') return step?.at === 'index';
      return wanted.at === 'key' && step?.at === 'key' && wanted.key === step.key;
    });
  });
}
