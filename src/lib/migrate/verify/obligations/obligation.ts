import type { KindInfo } from '../../../kinds/kind.js';
import type { Release } from '../../../kinds/release.js';
import type { JsonObject, KubeObject } from '../../../storage/json.js';
import type { StoreFacts } from '../store-facts.js';

export interface ObligationContext {
  readonly info: KindInfo;
  readonly from: Release;
  readonly to: Release;
  readonly namespace?: string;
  readonly facts: StoreFacts;
  /** As it was read. */
  readonly source: KubeObject;
  /** What the target holds: only to tell which of several allowed ways was taken. */
  readonly actual: KubeObject;
}

interface Common {
  /** Stable, kebab-case; the code of findings where it is not met. */
  readonly id: string;
  /** Paths below which a difference means that this obligation is not met. */
  readonly paths: readonly string[];
  /** Only objects that the source holds in this version. */
  readonly sourceVersion?: string;
}

/**
 * What must have become of objects of some kinds. `expect` turns the source object (a copy) into what the target must hold,
 * field by field; what it does not touch must be carried as it is.
 */
export interface ObjectObligation extends Common {
  readonly kinds: readonly string[] | 'all';
  expect(object: JsonObject, context: ObligationContext): void;
}

/** The same for each pod and pod template, so that a controller and its pods stay alike; paths start at the template. */
export interface TemplateObligation extends Common {
  expectTemplate(template: JsonObject, context: ObligationContext): void;
}

export type Obligation = ObjectObligation | TemplateObligation;
