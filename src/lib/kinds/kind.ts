import type { Release } from './release.js';

/** How a kind is stored from one release on, until the next entry of the same kind or `until`. */
export interface StoredForm {
  /** The first release of Skep's knowledge that stores it so. */
  readonly since: Release;
  /** The first release that no longer stores it so (where no later form follows: that no longer has the kind). */
  readonly until?: Release;
  /** Below the root: "pods", "services/specs", "apiextensions.k8s.io/customresourcedefinitions". */
  readonly directory: string;
  readonly apiVersion: string;
  /** Where the kind had another name (PetSet). */
  readonly kind?: string;
  /** Where scope was another (ThirdPartyResource in 1.1 and 1.2). */
  readonly scope?: Scope;
}

export type Scope = 'Namespaced' | 'Cluster';

/**
 * A reference from one object to another. Paths are as in path.ts: to the name, namespace or uid itself, or (by
 * 'namespaced-name') to an object `{kind?, namespace?, name, uid?}`, whose missing namespace is the referrer's own.
 */
export interface Reference {
  readonly path: string;
  /** The kind it names; 'dynamic' when a sibling `kind` says so. */
  readonly to: string;
  readonly by: 'name' | 'namespace' | 'uid' | 'namespaced-name';
  /** Must the other side exist for the object to work (token and account), or is a dangling one ordinary (an event)? */
  readonly strength: 'required' | 'weak';
  /** The value is JSON text: a SerializedReference, whose `reference` is what counts (the created-by annotation). */
  readonly embedded?: 'serialized-reference';
}

/** A key at which some server put objects of the kind that the releases of `stored` do not read. */
export interface Stray {
  readonly directory: string;
  readonly apiVersion: string;
  readonly kind?: string;
  readonly since: Release;
  readonly until: Release;
}

/** All that Skep knows of one kind in every release. One file a kind in this folder. */
export interface KindInfo {
  /** Its newest name: "StatefulSet". */
  readonly kind: string;
  /** Resource name in the API: "statefulsets". */
  readonly plural: string;
  readonly scope: Scope;
  readonly stored: readonly StoredForm[];
  /**
   * apiVersions (with the kind's name of the time) under which objects may be met in a store besides `stored`: written by an
   * older server and still there. "extensions/v1beta1 Job". With the releases that can decode them.
   */
  readonly alsoDecodable?: readonly {
    readonly apiVersion: string;
    readonly kind?: string;
    readonly since: Release;
    readonly until?: Release;
  }[];
  /** Directories that only pre-releases wrote. Earlier directories of `stored` need no entry here. */
  readonly strays?: readonly Stray[];
  /** Paths to what has `metadata` and `spec` of a pod; '' is the object itself (Pod). */
  readonly podTemplates?: readonly string[];
  readonly references?: readonly Reference[];
  /** Paths whose values never reach an output, a log, a plan or a journal. */
  readonly secretFields?: readonly string[];
  /** Never protobuf, in no release (CRDs, custom resources, APIServices). */
  readonly alwaysJson?: true;
}
