import type { Json, JsonObject } from '../storage/json.js';

/** The plan format of this Skep. A plan with a higher number comes from a newer Skep and is refused. */
export const PLAN_FORMAT = 1;

/** What will be done, as plain data: it is shown, saved, hashed, compared and carried out as it stands. */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  /** Unique a plan; not part of the hash. */
  readonly id: string;
  /** What made it: "migrate", "rollout", "tenants". */
  readonly kind: string;
  /** What it changes, for people and for the rule that the state's etcd may not be the one that a run changes. */
  readonly target: string;
  /** Epoch milliseconds; not part of the hash. What a step makes up grows from `planTime`. */
  readonly createdAt: number;
  readonly planTime: number;
  readonly skepVersion: string;
  /** What the operator asked for, as data; secrets only as references with a digest. */
  readonly wanted: JsonObject;
  /** Of the observed world. Observing again must give the same, or the plan is refused. */
  readonly fingerprint: Fingerprint;
  readonly steps: readonly Step[];
  /** The step after whose start nothing is undone any more. */
  readonly pointOfNoReturn?: string;
  readonly budgets?: readonly FailureBudget[];
  /** SHA-256, hex, over the canonical JSON (RFC 8785) of the plan without id, createdAt and hash. */
  readonly hash: string;
}

/** Parts of the observed world by name, each with its digest: a refused plan names the parts that moved. */
export type Fingerprint = Readonly<Record<string, string>>;

/** One thing to do. Pure data; the code is found by `kind` and must be of `kindVersion`. */
export interface Step {
  /** Unique in the plan, stable from plan to plan: "hosts/node-1/kubelet". */
  readonly id: string;
  readonly kind: string;
  readonly kindVersion: number;
  /** For people: "write pods to etcd3://10.0.0.1:2379". */
  readonly title: string;
  /** Ids of the steps that must have succeeded before. */
  readonly needs: readonly string[];
  /** Names of the locks that must be held: "cluster/prod", "host/node-1". */
  readonly locks: readonly string[];
  /** What it loads: "host:node-1", "apiserver:prod", "provider:openstack". Limits are set by class. */
  readonly class: string;
  /** Higher goes first: recovery 300, certificates 200, rollout 100, onboarding 0. */
  readonly priority: number;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  /** What the code is told; secrets only as references with a digest. */
  readonly input: JsonObject;
  /** Steps of one group share a failure budget. */
  readonly group?: string;
  /** A person must approve before it starts; the text says what to look at. */
  readonly approval?: string;
}

export interface RetryPolicy {
  /** Attempts in all, at least 1. */
  readonly attempts: number;
  /** Before the second attempt; doubles each time, up to maxBackoffMs, with jitter. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
}

/** How many steps of a group may fail before nothing of the plan starts any more. 0: the first failure stops. */
export interface FailureBudget {
  readonly group: string;
  readonly failures: number;
}

/** What a plan's record of a done step is made of: small, plain, without secrets. It is what undo is told. */
export type StepRecord = Json;
