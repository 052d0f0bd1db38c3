/** The use cases of metadata migration, for commands and journeys. */
export { detectRelease } from './detect-release.js';
export { inspectStore } from './inspect.js';
export type { Inspection, KindCount, TenantCount } from './inspect.js';
export { newestTarget } from '../../migrations/registry.js';
export { planMigration } from './plan.js';
export type { MigrationPlan } from './plan.js';
export { decodePlan, encodePlan } from './plan-file.js';
export { createPool } from './pipeline/pool.js';
export type { Problem } from './pipeline/carry.js';
export type { MigrateDeps, MigrateRequest, RunRequest } from './request.js';
export { runMigration } from './run.js';
export type { MigrateResult } from './run.js';
export type { Survey } from './survey.js';
export type { KindTally } from './tally.js';
export type { AuditRow } from './audit.js';
