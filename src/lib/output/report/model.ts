/** What the HTML report of a migration shows. It knows no pipeline: whoever ran something fills it in. */
export interface MigrationReport {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
  readonly skepVersion: string;
  /** Epoch milliseconds. */
  readonly planTime: number;
  readonly keysRead: number;
  readonly keysWritten: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly timings: readonly Timing[];
  readonly kinds: readonly KindOutcome[];
  readonly warnings: readonly ReportWarning[];
  /** All warnings, where `warnings` holds only the first of them. */
  readonly warningCount: number;
  readonly audit: Iterable<AuditEntry> | AsyncIterable<AuditEntry>;
  /** Where the whole audit lies, for the notice that the report holds only part of it. */
  readonly auditPath?: string;
}

export interface Timing {
  readonly name: string;
  readonly ms: number;
}

/** In the order in which bars show them: what went well first, what needs a look last. */
export const FATES = ['migrated', 'moved', 'converted', 'merged', 'made', 'foreign', 'dropped', 'failed'] as const;
export type Fate = (typeof FATES)[number];

export interface KindOutcome {
  readonly kind: string;
  readonly fates: Readonly<Record<Fate, number>>;
  /** What was dropped, by the name of the rule. */
  readonly drops: Readonly<Record<string, DropOutcome>>;
  readonly sourceBytes: number;
  readonly targetBytes: number;
}

export interface DropOutcome {
  readonly count: number;
  readonly reason: string;
  /** The first key that the rule dropped. */
  readonly example: string;
}

export interface ReportWarning {
  readonly code: string;
  readonly key: string;
  readonly message: string;
}

export interface AuditEntry {
  /** The source key; absent for what was made from the whole. */
  readonly key?: string;
  readonly fate: Fate;
  readonly kind: string;
  /** The keys that came of it. */
  readonly to?: readonly string[];
  readonly rule?: string;
  readonly reason?: string;
  readonly notes?: readonly { readonly code: string; readonly message: string; readonly path?: string }[];
}
