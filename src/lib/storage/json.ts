export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** A Kubernetes object as its JSON shows it, apiVersion and kind included. */
export interface KubeObject extends JsonObject {
  apiVersion: string;
  kind: string;
}

/**
 * A number that a JavaScript number cannot hold: its text, as it was read. It passes for a JsonObject so that whoever copies
 * objects carries it along; `stringifyGo` and the protobuf encoder give its exact text back. It does not survive a structured
 * clone (between workers objects travel as bytes).
 */
export class RawNumber implements JsonObject {
  [key: string]: Json | undefined;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
