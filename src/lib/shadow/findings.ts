import type { Release } from '../kinds/release.js';

/** What a rehearsal can find. Stable: scripts read them. */
export type RehearsalCode =
  /** The server has no resource for the kind: the object is invisible. */
  | 'not-served'
  /** The server looks at another key for the kind: the object is invisible. */
  | 'wrong-key'
  /** The server reads the key and cannot make an object of it. */
  | 'undecodable'
  /** The server looks there and does not show the object. */
  | 'not-shown'
  /** Shown, but not all that was stored, or otherwise. */
  | 'changed'
  /** Shown under another name or namespace than the key's. */
  | 'misplaced'
  /** Shown, although no key holds it and the server did not make it. */
  | 'unexpected'
  /** Deleted by the server at its start. */
  | 'deleted'
  /** The server's repair loops complained about it (an address or port that the ranges do not hold). */
  | 'repaired'
  /** Shown, but Skep cannot read what is stored, so that nobody knows whether it is the same. */
  | 'not-compared'
  /** The list fails although every single object can be read. */
  | 'list-refused';

export interface RehearsalFinding {
  readonly code: RehearsalCode;
  readonly kind: string;
  /** The whole key; of a list, the path of the resource. */
  readonly key: string;
  /** The group version and resource that was asked: "apps/v1/deployments". */
  readonly resource?: string;
  readonly message: string;
  /** For 'changed': where. Never the values, which may be secret. */
  readonly paths?: readonly string[];
}

export interface ListedResource {
  /** "apps/v1/deployments" */
  readonly resource: string;
  readonly objects: number;
  /** Whether the content was compared here, or (in further groups and versions) only that each object is there. */
  readonly compared: boolean;
}

export interface Accounted {
  /** Shown, and compared in content. */
  readonly compared: number;
  /** Shown; there is nothing to compare with, because the value stands under a key service. */
  readonly opaque: number;
  /** The server's own: allocation ranges, master leases. */
  readonly bookkeeping: number;
  /** Outside the root, or no object of Kubernetes. */
  readonly foreign: number;
  /** Rightly gone: lived under a lease, or an APIService of a group that the server no longer has. */
  readonly removedByServer: number;
}

export interface RehearsalReport {
  /** What the binary says of itself. */
  readonly server: Release;
  readonly keys: number;
  /** What became of the keys; each of them is in one of these, or in a finding, or both (`changed` was compared). */
  readonly accounted: Accounted;
  readonly listed: readonly ListedResource[];
  /** Keys that the server wrote for itself at its start. */
  readonly serverWritten: number;
  readonly findings: readonly RehearsalFinding[];
  /** Worth knowing, no finding: groups that another server would serve, for example. */
  readonly notices: readonly string[];
  readonly seconds: { readonly copy: number; readonly start: number; readonly compare: number };
}

export type RehearsalEvent =
  | { readonly type: 'left-over-removed'; readonly path: string }
  | { readonly type: 'copied'; readonly keys?: number; readonly seconds: number }
  | { readonly type: 'ready'; readonly server: Release; readonly seconds: number }
  | { readonly type: 'listed'; readonly resource: string; readonly objects: number; readonly done: number; readonly of: number };
