import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import type { AuditEntry } from './model.js';
import { FATES } from './model.js';

/**
 * Rows that the report embeds. Of rows that tell nothing but "carried as it is" fewer are kept, so that what is worth reading
 * is still there in a report on a million keys.
 */
export const MOST_ROWS = 200_000;
export const MOST_PLAIN_ROWS = 120_000;

export interface AuditCounts {
  total: number;
  embedded: number;
}

/**
 * The audit as gzip in base64, piece by piece: one JSON array a line, `[fate, kind, key, to, text]`, with the fate as its index
 * in FATES and `to` as 0 when the key stayed what it was. `counts` is right once the generator has ended.
 */
export async function* auditData(audit: MigrationReportAudit, counts: AuditCounts): AsyncGenerator<string> {
  const gzip = createGzip({ level: 6 });
  const packing = pack(audit, counts, gzip);
  // A failing audit must end the reading side too, or it would wait for ever.
  packing.catch((error: unknown) => gzip.destroy(error instanceof Error ? error : new Error(String(error))));
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of gzip as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, piece]);
    // Base64 of pieces can be put together only when each but the last is a multiple of three.
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    yield bytes.toString('base64', 0, whole);
  }
  yield rest.toString('base64');
  await packing;
}

type MigrationReportAudit = Iterable<AuditEntry> | AsyncIterable<AuditEntry>;

async function pack(audit: MigrationReportAudit, counts: AuditCounts, gzip: ReturnType<typeof createGzip>): Promise<void> {
  let plain = 0;
  let pending = '';
  for await (const entry of audit) {
    counts.total += 1;
    const isPlain = (entry.fate === 'migrated' || entry.fate === 'foreign') && textOf(entry) === '';
    if (counts.embedded >= MOST_ROWS || (isPlain && plain >= MOST_PLAIN_ROWS)) continue;
    if (isPlain) plain += 1;
    counts.embedded += 1;
    pending += `${rowOf(entry)}\n`;
    if (pending.length < 64 * 1024) continue;
    if (!gzip.write(pending)) await once(gzip, 'drain');
    pending = '';
  }
  gzip.end(pending);
}

function rowOf(entry: AuditEntry): string {
  const { key = '', to = [] } = entry;
  const stayed = to.length === 1 && to[0] === key;
  return JSON.stringify([FATES.indexOf(entry.fate), entry.kind, key, stayed ? 0 : to, textOf(entry)]);
}

function textOf({ rule, reason, notes = [] }: AuditEntry): string {
  const noted = notes.map((note) => `${note.code}${note.path === undefined ? '' : ` at ${note.path}`}: ${note.message}`);
  return [...(rule === undefined ? [] : [`rule ${rule}`]), ...(reason === undefined ? [] : [reason]), ...noted].join('\n');
}
