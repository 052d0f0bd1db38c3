import type { Json } from '../../storage/json.js';

/** How a source key ended, by the target's own witness. */
export type Fate = 'migrated' | 'moved' | 'converted' | 'merged' | 'dropped' | 'foreign' | 'failed';

/** One thing in the target that is not accounted for. */
export interface Finding {
  /** Stable: of FINDING_CODES, or the id of the obligation that is not met. */
  readonly code: string;
  readonly kind: string;
  /** The target's key; the source's when the target has none. */
  readonly key: string;
  readonly path?: string;
  readonly message: string;
  /** Never a secret; long values are cut. */
  readonly expected?: string;
  readonly actual?: string;
}

export interface KindAccount {
  readonly kind: string;
  /** Source keys by what became of them. */
  readonly fates: Readonly<Record<Fate, number>>;
  /** Target keys that a rule made. */
  readonly made: number;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly sourceKeys: number;
  readonly targetKeys: number;
  readonly accounts: readonly KindAccount[];
  /** Source keys dropped, by rule. */
  readonly dropped: Readonly<Record<string, number>>;
  /** The first findings, at most VERIFY_FINDINGS_LIMIT. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly findingsByCode: Readonly<Record<string, number>>;
}

/** How many findings a report holds; the rest are counted only. */
export const VERIFY_FINDINGS_LIMIT = 1000;

/** Findings that are no unmet obligation, and what each means. */
export const FINDING_CODES = {
  'account-uid': 'A token names the uid of no account, or of another one than before.',
  'address-doubled': 'Two services of the target have the same address or node port.',
  'claim-uid': 'A volume names the uid of no claim, or of another one than before.',
  completion: 'A service, endpoints or ingress that the rules want made is missing or wrong.',
  conversion: 'A controller was made a Deployment in a way that deletes or creates pods.',
  'field-added': 'The target has a value that no rule and no default explains.',
  'field-changed': 'A value is another one.',
  'field-lost': 'A value of the source is not in the target.',
  'foreign-changed': "A key that is not Kubernetes' own is missing or has other bytes.",
  'kind-gone': 'The target release does not store the kind, and no rule carries it.',
  'life-changed': 'A key that expires does not any more, or the other way about.',
  'metadata-changed': 'Identity or bookkeeping of an object is another than in the source.',
  missing: 'The successor of a source key is not in the target.',
  'owner-uid': 'An owner reference no longer leads to its owner.',
  'range-wrong': 'A range does not hold exactly what the services of the target use.',
  'server-set-metadata': 'A stored resourceVersion or selfLink was carried over.',
  'source-unreadable': 'A source value cannot be read, so that nothing can be said of its successor.',
  'two-sources': 'Two source keys lead to one target key.',
  'uid-changed': 'The object has another uid.',
  'uid-doubled': 'Two objects of the target share a uid that the source has once.',
  'uid-lost': 'A uid of the source is not in the target.',
  unexpected: 'The target has a key that neither the source nor a rule explains.',
  undecodable: 'A value of the target cannot be decoded by its release.',
  'wrong-form': 'apiVersion or kind is not what the release stores at that key.',
  'wrong-namespace': 'An object is not in the namespace that the rules send it to.',
  'wrong-place': 'Name or namespace in the object are not those of its key.',
} as const;

export type FindingCode = keyof typeof FINDING_CODES;

const TEXT_LIMIT = 200;

/** A value as a finding shows it. */
export function shown(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}... (${text.length} characters)` : text;
}

/** Collects what a report says, in bounded memory. */
export class Ledger {
  readonly #findings: Finding[] = [];
  readonly #byCode = new Map<string, number>();
  readonly #accounts = new Map<string, { fates: Record<Fate, number>; made: number }>();
  readonly #dropped = new Map<string, number>();
  #total = 0;
  sourceKeys = 0;
  targetKeys = 0;

  find(finding: Finding): void {
    this.#total++;
    this.#byCode.set(finding.code, (this.#byCode.get(finding.code) ?? 0) + 1);
    if (this.#findings.length < VERIFY_FINDINGS_LIMIT) this.#findings.push(finding);
  }

  end(kind: string, fate: Fate, rule?: string): void {
    this.#account(kind).fates[fate]++;
    if (rule !== undefined) this.#dropped.set(rule, (this.#dropped.get(rule) ?? 0) + 1);
  }

  made(kind: string): void {
    this.#account(kind).made++;
  }

  report(): VerifyReport {
    const accounts = [...this.#accounts].map(([kind, account]) => ({ kind, ...account }));
    return {
      ok: this.#total === 0,
      sourceKeys: this.sourceKeys,
      targetKeys: this.targetKeys,
      accounts: accounts.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      dropped: Object.fromEntries(this.#dropped),
      findings: this.#findings,
      findingsTotal: this.#total,
      findingsByCode: Object.fromEntries([...this.#byCode].sort()),
    };
  }

  #account(kind: string): { fates: Record<Fate, number>; made: number } {
    let account = this.#accounts.get(kind);
    if (account === undefined) {
      account = { fates: { migrated: 0, moved: 0, converted: 0, merged: 0, dropped: 0, foreign: 0, failed: 0 }, made: 0 };
      this.#accounts.set(kind, account);
    }
    return account;
  }
}
