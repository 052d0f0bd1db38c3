import { matchesPairs, matchesSelector, type LabelSelector } from '../../config/label-selector.js';
import type { MigrationRules } from '../../config/migration-rules.js';
import type { JsonObject, KubeObject } from '../../storage/json.js';
import type { Route } from './destination.js';
import { asMap, asText } from './json.js';
import type { Ledger } from './report.js';

/** What has to be seen together with the others of its namespace, since rules made it of several objects. */
export interface Neighbour {
  /** 'made': an object of the target that no source key explains. */
  readonly side: 'source' | 'made';
  readonly key: string;
  readonly object: KubeObject;
}

/** All of one namespace of the source, with what was made in its successors. */
export interface Neighbourhood {
  readonly namespace: string;
  readonly of: (side: Neighbour['side'], kind: string) => readonly Neighbour[];
  readonly rules: MigrationRules;
  readonly route: Route;
  readonly ledger: Ledger;
  /** Marks what a rule explains; what is left over at the end is unexpected. */
  readonly explain: (made: Neighbour) => void;
}

/** Looked at are the labels of the object and those of its pod template. */
export function selects(selector: LabelSelector, object: JsonObject): boolean {
  const template = asMap(asMap(object.spec)?.template);
  const own = labelsOf(object);
  const inner = template === undefined ? {} : labelsOf(template);
  return [{ ...own, ...inner }, own, inner].some((labels) => matchesSelector(selector, labels));
}

export function labelsOf(object: JsonObject | undefined): Record<string, string> {
  return textsOf(asMap(asMap(object?.metadata)?.labels));
}

export function textsOf(map: JsonObject | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, asText(value) ?? '']));
}

/** What a controller selects: its own selector, or by default the labels of its template. */
export function selectorOf(controller: JsonObject): Record<string, string> {
  const spec = asMap(controller.spec);
  const written = textsOf(asMap(spec?.selector));
  return Object.keys(written).length > 0 ? written : labelsOf(asMap(spec?.template));
}

export function isSelectedBy(selector: Record<string, string>, labels: Record<string, string>): boolean {
  return Object.keys(selector).length > 0 && matchesPairs(selector, labels);
}
