import { childPath } from '../../kinds/path.js';
import { type Json, type JsonObject, RawNumber } from '../../storage/json.js';
import { asMap, embeddedJson, isEmpty } from './json.js';

/** One place where the target is not what was expected there. */
export interface Difference {
  readonly path: string;
  /** Absent: nothing was expected there. */
  readonly expected?: Json;
  /** Absent: nothing is there. */
  readonly actual?: Json;
}

/**
 * Every place where `actual` is not what `expected` says, as the servers read both: null, [], {} and absence are one, times
 * and embedded JSON are compared by their meaning, keys of structs regardless of case (releases before 1.12 read them so).
 * A zero value and absence are one too, but for the fields where a server tells them apart.
 */
export function differences(expected: Json, actual: Json): Difference[] {
  const found: Difference[] = [];
  compare(expected, actual, [], found);
  return found;
}

type Path = (string | number)[];

function compare(expected: Json | undefined, actual: Json | undefined, path: Path, found: Difference[]): void {
  if (expected === actual) return;
  if (isEmpty(expected) && isEmpty(actual)) {
    if (presenceCounts(path) && (asMap(expected) === undefined) !== (asMap(actual) === undefined))
      report(expected, actual, path, found);
    return;
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    compareLists(expected as readonly Json[], actual as readonly Json[], path, found);
    return;
  }
  const left = asMap(expected);
  const right = asMap(actual);
  if (left !== undefined && right !== undefined) compareMaps(left, right, path, found);
  else if (left !== undefined && actual === undefined) compareMaps(left, {}, path, found);
  else if (right !== undefined && expected === undefined) compareMaps({}, right, path, found);
  else if (!sameScalar(expected, actual, path)) report(expected, actual, path, found);
}

function compareLists(expected: readonly Json[], actual: readonly Json[], path: Path, found: Difference[]): void {
  const length = Math.max(expected.length, actual.length);
  for (let i = 0; i < length; i++) {
    path.push(i);
    // An element too many or too few is a difference as a whole, be it empty or not.
    if (i >= expected.length || i >= actual.length) report(expected[i], actual[i], path, found);
    else compare(expected[i], actual[i], path, found);
    path.pop();
  }
}

function compareMaps(expected: JsonObject, actual: JsonObject, path: Path, found: Difference[]): void {
  const paired = new Set<string>();
  for (const key of Object.keys(expected)) {
    const there = Object.hasOwn(actual, key) ? key : keyOfOtherCase(key, expected, actual, path);
    if (there !== undefined) paired.add(there);
    path.push(key);
    compare(expected[key], there === undefined ? undefined : actual[there], path, found);
    path.pop();
  }
  for (const key of Object.keys(actual)) {
    if (paired.has(key)) continue;
    path.push(key);
    compare(undefined, actual[key], path, found);
    path.pop();
  }
}

/** Maps whose keys are data, not field names: there case counts. */
const DATA_MAPS = new Set([
  'labels',
  'annotations',
  'data',
  'stringData',
  'binaryData',
  'matchLabels',
  'selector',
  'nodeSelector',
  'parameters',
  'capacity',
  'allocatable',
  'limits',
  'requests',
  'hard',
  'used',
  'max',
  'min',
  'default',
  'defaultRequest',
  'maxLimitRequestRatio',
  'options',
  'extra',
  'disruptedPods',
  'finalizers',
  'attributes',
  'volumeAttributes',
]);

function keyOfOtherCase(key: string, expected: JsonObject, actual: JsonObject, path: Path): string | undefined {
  const last = path.at(-1);
  if (typeof last === 'string' && DATA_MAPS.has(last)) return undefined;
  const lower = key.toLowerCase();
  return Object.keys(actual).find((other) => other.toLowerCase() === lower && !Object.hasOwn(expected, other));
}

/**
 * Fields that are pointers in Go, or whose zero value is not the default: 0, "" or false there is something else than nothing.
 */
const ZERO_COUNTS = new Set([
  'replicas',
  'minReplicas',
  'parallelism',
  'completions',
  'backoffLimit',
  'terminationGracePeriodSeconds',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
  'activeDeadlineSeconds',
  'startingDeadlineSeconds',
  'minAvailable',
  'maxUnavailable',
  'maxSurge',
  'automountServiceAccountToken',
  'runAsUser',
  'runAsNonRoot',
  'fsGroup',
  'defaultMode',
  'mode',
  'deletionGracePeriodSeconds',
  'gracePeriodSeconds',
  'tolerationSeconds',
  'storageClassName',
  'allowPrivilegeEscalation',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
  'targetCPUUtilizationPercentage',
  'currentCPUUtilizationPercentage',
  'privileged',
  'readOnlyRootFilesystem',
  'optional',
  'disruptionAllowed',
  'disruptionsAllowed',
]);

/** Maps that say something by being there: an empty selector selects everything, none nothing. */
const PRESENCE_COUNTS = new Set(['labelSelector', 'emptyDir', 'running', 'waiting']);
const PRESENCE_COUNTS_IN_PEERS = new Set(['podSelector', 'namespaceSelector']);

function presenceCounts(path: Path): boolean {
  const last = path.at(-1);
  if (typeof last !== 'string') return false;
  return PRESENCE_COUNTS.has(last) || (PRESENCE_COUNTS_IN_PEERS.has(last) && typeof path.at(-2) === 'number');
}

function sameScalar(expected: Json | undefined, actual: Json | undefined, path: Path): boolean {
  if (expected === undefined || expected === null) return isZero(actual) && !zeroCounts(path);
  if (actual === undefined || actual === null) return isZero(expected) && !zeroCounts(path);
  if (expected instanceof RawNumber || actual instanceof RawNumber) return numberText(expected) === numberText(actual);
  if (typeof expected === 'string' && typeof actual === 'string')
    return sameTime(expected, actual) || sameEmbedded(expected, actual);
  return false;
}

function isZero(value: Json | undefined): boolean {
  return value === 0 || value === '' || value === false;
}

function zeroCounts(path: Path): boolean {
  const last = path.at(-1);
  const parent = path.at(-2);
  if (typeof last === 'number' || (typeof parent === 'string' && DATA_MAPS.has(parent))) return true;
  return last === undefined || ZERO_COUNTS.has(last);
}

function numberText(value: Json): string {
  if (value instanceof RawNumber) return value.text;
  return typeof value === 'number' ? String(value) : '';
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function sameTime(expected: string, actual: string): boolean {
  return TIME.test(expected) && TIME.test(actual) && Date.parse(expected) === Date.parse(actual);
}

/** An annotation that holds a map as JSON may be written anew with other spaces or order. */
function sameEmbedded(expected: string, actual: string): boolean {
  if (!expected.startsWith('{') || !actual.startsWith('{')) return false;
  const left = embeddedJson(expected);
  const right = embeddedJson(actual);
  return left !== undefined && right !== undefined && differences(left, right).length === 0;
}

function report(expected: Json | undefined, actual: Json | undefined, path: Path, found: Difference[]): void {
  found.push({
    path: path.reduce<string>((text, step) => childPath(text, step), ''),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  });
}
