import type { Fate } from './pipeline/carry.js';

/** How many keys of one kind ended how, and their bytes before and after. */
export interface KindTally {
  readonly kind: string;
  readonly fates: Record<Fate | 'made', number>;
  /** What was dropped, by the name of the rule. */
  readonly drops: Record<string, DroppedByRule>;
  sourceBytes: number;
  targetBytes: number;
}

export interface DroppedByRule {
  count: number;
  readonly reason: string;
  /** The first key that the rule dropped. */
  readonly example: string;
}

export class Tallies {
  readonly #kinds = new Map<string, KindTally>();

  of(kind: string): KindTally {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const fates = { migrated: 0, moved: 0, converted: 0, merged: 0, dropped: 0, foreign: 0, failed: 0, made: 0 };
    const fresh: KindTally = { kind, fates, drops: {}, sourceBytes: 0, targetBytes: 0 };
    this.#kinds.set(kind, fresh);
    return fresh;
  }

  add(tallies: readonly KindTally[]): void {
    for (const tally of tallies) {
      const into = this.of(tally.kind);
      for (const fate of Object.keys(tally.fates) as (Fate | 'made')[]) into.fates[fate] += tally.fates[fate];
      for (const [rule, drop] of Object.entries(tally.drops)) addDrop(into, rule, drop);
      into.sourceBytes += tally.sourceBytes;
      into.targetBytes += tally.targetBytes;
    }
  }

  /** By kind, in alphabetical order. */
  list(): KindTally[] {
    return [...this.#kinds.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }
}

/** The reason and example are those of the first one. */
export function addDrop(tally: KindTally, rule: string, drop: DroppedByRule): void {
  const known = tally.drops[rule];
  if (known === undefined) tally.drops[rule] = { ...drop };
  else known.count += drop.count;
}
