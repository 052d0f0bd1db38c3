import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SkepError } from '../../errors.js';
import type { Release } from '../../kinds/release.js';
import type { KubeObject } from '../../storage/json.js';
import { MigrationRefusal, type StoredObject } from '../../../migrations/migration.js';

/** What a module of the rules is told of an object besides the object. */
export interface SiteContext {
  /** Below the root, in the target. */
  readonly key: string;
  readonly release: Release;
  /** Epoch milliseconds; the only clock a module may use, or a resumed run would differ from the first. */
  readonly planTime: number;
  /** Adds a line to the object's entry in the audit. */
  note(message: string): void;
}

/**
 * The default export of the module that the rules name. It sees every object in the target's form and may change it in place
 * (and return nothing), return another one, or return null to drop it. It must give the same for the same object.
 */
export type SiteModule = (object: KubeObject, context: SiteContext) => KubeObject | null | undefined;

/** @throws SkepError RULES_MODULE when it cannot be loaded or has no default function */
export async function loadSiteModule(path: string): Promise<SiteModule> {
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(isAbsolute(path) ? pathToFileURL(path).href : path)) as { readonly default?: unknown };
  } catch (error) {
    throw new SkepError('RULES_MODULE', `the module ${path} of the rules cannot be loaded: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (typeof loaded.default !== 'function') {
    throw new SkepError('RULES_MODULE', `the module ${path} of the rules has no default function`, {
      hints: ['export default function (object, context) { ... }'],
    });
  }
  return loaded.default as SiteModule;
}

/** What the module throws is a problem of the object, listed with all the others. */
export function callModule(module: SiteModule, stored: StoredObject, context: SiteContext): KubeObject | null {
  let result: KubeObject | null | undefined;
  try {
    result = module(stored.object, context);
  } catch (error) {
    throw new MigrationRefusal(
      'RULES_MODULE',
      `the module of the rules failed: ${messageOf(error)}`,
      'mend the module, and plan again',
    );
  }
  if (result === undefined) return stored.object;
  if (result !== null && (typeof result.kind !== 'string' || typeof result.apiVersion !== 'string')) {
    throw new MigrationRefusal(
      'RULES_MODULE',
      'the module of the rules returned no Kubernetes object',
      'return the object, nothing, or null',
    );
  }
  return result;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
