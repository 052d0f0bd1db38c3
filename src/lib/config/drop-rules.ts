import { type Labels, matchesSelector } from './label-selector.js';
import type { DropRule, MigrationRules } from './migration-rules.js';

/** What a drop rule can look at: the object as the source has it. */
export interface Droppable {
  readonly kind: string;
  readonly apiVersion: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
  readonly labels: Labels;
}

/** The first rule of the document that drops the object, if any. */
export function dropRuleFor(rules: MigrationRules, object: Droppable): DropRule | undefined {
  return rules.spec.drop.find((rule) => applies(rule, object));
}

/** Is the whole key (with the root) of a foreign value one that the rules leave out? */
export function dropsForeign(rules: MigrationRules, key: string): boolean {
  return rules.spec.foreign.drop.some((prefix) => key.startsWith(prefix));
}

function applies(rule: DropRule, object: Droppable): boolean {
  return (
    (rule.kind === undefined || rule.kind === object.kind) &&
    (rule.apiVersion === undefined || rule.apiVersion === object.apiVersion) &&
    (rule.namespace === undefined || rule.namespace === object.namespace) &&
    (rule.nameGlob === undefined || matchesGlob(rule.nameGlob, object.name)) &&
    (rule.labelSelector === undefined || matchesSelector(rule.labelSelector, object.labels))
  );
}

/** `*` is any text, `?` one character; without backtracking, so that no pattern takes long. */
function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let g = 0;
  while (at < text.length) {
    if (g < glob.length && glob[g] === '*') {
      star = g++;
      resume = at;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[at])) {
      g++;
      at++;
    } else if (star >= 0) {
      g = star + 1;
      at = ++resume;
    } else return false;
  }
  while (g < glob.length && glob[g] === '*') g++;
  return g === glob.length;
}
