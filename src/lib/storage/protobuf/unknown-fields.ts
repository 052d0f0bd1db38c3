/**
 * What a protobuf value holds besides its Kubernetes JSON. Paths are as in src/lib/kinds/path.ts with indexes
 * ("spec.containers[0]", "" for the object itself, `metadata.labels["a.b/c"]`); an inline message, which has no JSON name,
 * stands in brackets by its number: "spec.volumes[0](2)". `metadata.labels.a(entry)` is the map entry itself.
 */
export interface UnknownFields {
  /** Wire bytes (tags included) of fields that no release of the table knows, by the message they stand in. */
  readonly wire: ReadonlyMap<string, Uint8Array>;
  /** Embedded JSON that Skep would spell differently (blanks, escapes), by its path: kept as long as its content is. */
  readonly spelling: ReadonlyMap<string, Spelling>;
}

export interface Spelling {
  readonly bytes: Uint8Array;
  /** The same content as Skep spells it. */
  readonly content: string;
}

export function isEmpty(unknown: UnknownFields): boolean {
  return unknown.wire.size === 0 && unknown.spelling.size === 0;
}

const PLAIN_NAME = /^[A-Za-z_$][\w$/-]*$/;

/** One step of a path: a field, an index, a map key. */
export function stepText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return PLAIN_NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
