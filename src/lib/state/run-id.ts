const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Can it be the name of a run? It becomes part of paths and keys. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}
