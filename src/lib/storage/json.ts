export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** A Kubernetes object as its JSON shows it, apiVersion and kind included. */
export interface KubeObject extends JsonObject {
  apiVersion: string;
  kind: string;
}
