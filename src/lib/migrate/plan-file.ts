import { createHash } from 'node:crypto';
import { canonicalJson } from '../engine/canonical-json.js';
import { SkepError } from '../errors.js';
import type { MigrationPlan } from './plan.js';
import type { RunRequest } from './request.js';
import { settingsDigest } from './setup-of.js';

/** A plan as it is saved: the plan and the SHA-256 of its canonical JSON. */
export function encodePlan(plan: MigrationPlan): string {
  return `${JSON.stringify({ ...plan, hash: planHash(plan) }, null, 2)}\n`;
}

/** @throws SkepError MIGRATION_PLAN_STALE when the file is no plan, or was changed after it was written */
export function decodePlan(text: string, path: string): MigrationPlan {
  const { hash, ...plan } = parse(text, path);
  if (hash !== planHash(plan)) {
    throw new SkepError('MIGRATION_PLAN_STALE', `the plan ${path} was changed after it was written: its hash does not match`, {
      hints: ['plan again: skep migrate plan ... --out PLAN'],
    });
  }
  return plan;
}

/** Refuses a plan that is not for this request, naming what differs. The source's content is compared once it was read. */
export function refuseOtherPlan(plan: MigrationPlan, request: RunRequest): void {
  const differs: string[] = [];
  if (plan.source !== request.source.description.location) differs.push(`source (${plan.source})`);
  if (plan.from !== request.from) differs.push(`source release (${plan.from})`);
  if (plan.to !== request.to) differs.push(`target release (${plan.to})`);
  if (plan.settings !== settingsDigest(request)) differs.push('prefix, encoding, rules or encryption');
  if (differs.length > 0) throw stale(`the plan was made for another ${differs.join(', ')}`);
}

export function refuseMovedSource(plan: MigrationPlan, fingerprint: string): void {
  if (plan.fingerprint !== fingerprint) {
    throw stale(`the source has changed since it was planned (fingerprint ${plan.fingerprint}, now ${fingerprint})`);
  }
}

function stale(message: string): SkepError {
  return new SkepError('MIGRATION_PLAN_STALE', message, {
    hints: ['look at what changed, and plan again: skep migrate plan ... --out PLAN'],
  });
}

function parse(text: string, path: string): MigrationPlan & { readonly hash?: string } {
  try {
    const value = JSON.parse(text) as Partial<MigrationPlan>;
    if (value.kind === 'MigrationPlan') return value as MigrationPlan & { readonly hash?: string };
  } catch {
    // Told below, with the path.
  }
  throw new SkepError('MIGRATION_PLAN_STALE', `${path} is no migration plan`, {
    hints: ['make one: skep migrate plan SOURCE --to 1.9 --out PLAN'],
  });
}

function planHash(plan: MigrationPlan): string {
  return createHash('sha256').update(canonicalJson(plan)).digest('hex');
}
