import { gzipSync } from 'node:zlib';
import type { Plan } from './lib/engine/plan.js';
import type { TarEntry } from './lib/files/tar.js';
import { tarArchive } from './lib/files/tar.js';
import { textOf } from './lib/events/event.js';
import type { StateStore } from './lib/ports/state-store.js';
import type { Json, JsonObject } from './lib/storage/json.js';
import { eventsOf, storedRun } from './stored-runs.js';
import type { Session, StateFlags } from './wiring.js';

export interface Bundle {
  readonly bytes: Uint8Array;
  readonly files: readonly { readonly name: string; readonly size: number; readonly what: string }[];
}

interface BundledFile extends TarEntry {
  readonly what: string;
}

/** What of a settings document or a plan's input may say a secret, or where one lies. */
const SENSITIVE = /pass|secret|token|credential|private|authorization|cookie|user$|key$/i;

/**
 * What a report of a fault needs: versions, settings, runs with journals and logs. Journals and plans hold no secrets to begin
 * with; here members whose names speak of any lose their values once more, and so does what looks like a login in a URL.
 */
export async function supportBundle(
  session: Session,
  state: StateStore,
  options: StateFlags & { readonly runs: readonly string[]; readonly skepVersion: string },
): Promise<Bundle> {
  const files: BundledFile[] = [
    file(
      'versions.json',
      { skep: options.skepVersion, ...session.surroundings() },
      'versions, platform, names of variables that are set',
    ),
    file('settings.json', redacted(await session.readSettings(options)), 'the settings that hold here'),
    file('locks.json', redacted(await state.locks.list()), 'locks, who holds them and who waits'),
  ];
  for (const [index, runId] of options.runs.entries()) files.push(...(await runFiles(state, runId, `runs/${index + 1}`)));
  const list = files.map(({ name, bytes, what }) => ({ name, size: bytes.length, what }));
  const contents = list.map(({ name, size, what }) => `${name} (${size} bytes): ${what}\n`).join('');
  const all = [{ name: 'CONTENTS.txt', bytes: Buffer.from(contents) }, ...files];
  return { bytes: gzipSync(Buffer.concat([...tarArchive(all, session.now())])), files: list };
}

/** A run that cannot be read is what the bundle is for: its error stands in its place. */
async function runFiles(state: StateStore, runId: string, directory: string): Promise<readonly BundledFile[]> {
  try {
    const stored = await storedRun(state, runId);
    const log = eventsOf(stored).map((event) => `${new Date(event.at).toISOString()} ${withoutLogins(textOf(event))}\n`);
    return [
      file(`${directory}/plan.json`, redactedPlan(stored.plan), `plan of ${runId}`),
      file(`${directory}/journal.json`, redacted(stored.records), `journal of ${runId}`),
      { name: `${directory}/log.txt`, bytes: Buffer.from(log.join('')), what: `what ${runId} said` },
    ];
  } catch (error) {
    const text = withoutLogins(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return [{ name: `${directory}/unreadable.txt`, bytes: Buffer.from(text), what: `why ${runId} cannot be read` }];
  }
}

function redactedPlan(plan: Plan): Json {
  return redacted(plan);
}

function file(name: string, value: unknown, what: string): BundledFile {
  return { name, bytes: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`), what };
}

/** The same value with what may be a secret taken out. */
export function redacted(value: unknown): Json {
  if (typeof value === 'string') return withoutLogins(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, item]) => [key, isSensitive(key, item) ? '<taken out>' : redacted(item)]);
    return Object.fromEntries(members) as JsonObject;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** References to secrets have a name and a digest; the digest of a weak one could be guessed. */
function isSensitive(key: string, value: unknown): boolean {
  return key === 'digest' || (SENSITIVE.test(key) && typeof value !== 'boolean');
}

function withoutLogins(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/@\s]+@/gi, '$1<taken out>@');
}
