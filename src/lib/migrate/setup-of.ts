import { createHash } from 'node:crypto';
import type { MigrateRequest } from './request.js';
import type { CarrySetup } from './pipeline/setup.js';

/** The workers' setup for a request at a plan's time. */
export function setupOf(request: MigrateRequest, planTime: number): CarrySetup {
  return {
    from: request.from,
    to: request.to,
    root: request.prefix.endsWith('/') ? request.prefix : `${request.prefix}/`,
    encoding: request.encoding,
    planTime,
    planSeed: planSeed(request, planTime),
    keepExpired: request.keepExpired,
    migration: {
      sourceRelease: request.from,
      ...(request.networkPolicies === undefined ? {} : { networkPolicies: request.networkPolicies }),
      ...(request.rules === undefined ? {} : { rules: request.rules }),
      ...(request.serviceAccountKey === undefined ? {} : { serviceAccountKey: request.serviceAccountKey }),
    },
    ...(request.sourceEncryption === undefined ? {} : { sourceEncryption: request.sourceEncryption }),
    ...(request.targetEncryption === undefined ? {} : { targetEncryption: request.targetEncryption }),
    ...(request.maxValueBytes === undefined ? {} : { maxValueBytes: request.maxValueBytes }),
    ...(request.modulePath === undefined ? {} : { modulePath: request.modulePath }),
  };
}

/** Digest of all that shapes the result besides the source and the time; keys of an EncryptionConfig enter only as their digest. */
export function settingsDigest(request: MigrateRequest): string {
  const parts = [
    request.prefix,
    request.encoding,
    String(request.keepExpired),
    request.networkPolicies ?? '',
    request.rulesDigest ?? '',
    digest(request.sourceEncryption ?? ''),
    digest(request.targetEncryption ?? ''),
    digest(request.serviceAccountKey ?? ''),
  ];
  return digest(JSON.stringify(parts));
}

/** What the plan makes up (uids, lease ids) grows from this: the same plan at the same time makes up the same. */
function planSeed(request: MigrateRequest, planTime: number): string {
  return digest(JSON.stringify([request.from, request.to, settingsDigest(request), planTime]));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
