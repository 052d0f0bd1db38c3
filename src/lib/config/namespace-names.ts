import { type Labels, type LabelSelector, matchesSelector } from './label-selector.js';
import type { MigrationRules } from './migration-rules.js';
import { fillTemplate } from './namespace-template.js';

/** A namespace as the source has it. */
export interface SourceNamespace {
  readonly name: string;
  readonly labels: Labels;
}

/** What the namespace of a tenant becomes. */
export interface TenantNamespaces {
  readonly tenant: string;
  /**
   * In the order of the rules. The last has no selector: it takes what no other claims, keeps the uid and is the successor of
   * the old one.
   */
  readonly parts: readonly NamespacePart[];
}

export interface NamespacePart {
  /** The new name, in full. */
  readonly name: string;
  readonly selector?: LabelSelector;
}

export interface NamingProblem {
  /** The namespace as the source calls it. */
  readonly namespace: string;
  readonly message: string;
}

const NEVER = /^(?:default|kube-.*)$/;
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** What the rules make of a namespace; undefined when it is no tenant's and keeps its name. */
export function tenantNamespaces(rules: MigrationRules | undefined, namespace: SourceNamespace): TenantNamespaces | undefined {
  const tenants = rules?.spec.tenants;
  if (tenants === undefined || NEVER.test(namespace.name)) return undefined;
  if (tenants.selector !== undefined && !matchesSelector(tenants.selector, namespace.labels)) return undefined;
  if (tenants.namePattern !== undefined && !new RegExp(`^(?:${tenants.namePattern})$`).test(namespace.name)) return undefined;
  const tenant = namespace.name;
  const mapped = tenants.mapping?.find((entry) => entry.tenant === tenant)?.namespaces ?? [{ name: tenants.defaultName }];
  const parts = mapped.map(({ name, selector }): NamespacePart => {
    const full = fillTemplate(tenants.namespaceTemplate, { tenant, name });
    return selector === undefined ? { name: full } : { name: full, selector };
  });
  return { tenant, parts };
}

/** The part that keeps the uid and takes what no selector claims. */
export function mainPart({ parts }: TenantNamespaces): NamespacePart {
  const last = parts.at(-1);
  if (last === undefined) throw new RangeError('a tenant has at least one namespace');
  return last;
}

/** Which part an object with these labels goes to, where nothing else (its workload, its service) decides. */
export function partFor(namespaces: TenantNamespaces, labels: Labels): NamespacePart {
  return (
    namespaces.parts.find(({ selector }) => selector !== undefined && matchesSelector(selector, labels)) ?? mainPart(namespaces)
  );
}

/** Everything that keeps the namespaces of the whole source from being named so: all of it, in the order of the names. */
export function namingProblems(rules: MigrationRules | undefined, namespaces: readonly SourceNamespace[]): NamingProblem[] {
  const sorted = [...namespaces].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const wanted = new Map<string, string[]>();
  const problems: NamingProblem[] = [];
  for (const namespace of sorted) {
    const become = tenantNamespaces(rules, namespace);
    for (const { name } of become?.parts ?? [{ name: namespace.name }]) {
      wanted.set(name, [...(wanted.get(name) ?? []), namespace.name]);
      if (become === undefined) continue;
      const problem = nameProblem(name);
      if (problem !== undefined)
        problems.push({ namespace: namespace.name, message: `would become "${name}", which ${problem}` });
    }
    if (become !== undefined && (become.tenant.length > 63 || !LABEL_VALUE.test(become.tenant))) {
      const message = `its name is no label value, and ${rules?.spec.tenants?.label ?? 'the tenant label'} is to say it`;
      problems.push({ namespace: namespace.name, message });
    }
  }
  for (const [name, sources] of wanted) {
    for (const source of sources.slice(1)) {
      const first = sources[0] ?? '';
      const message = first === source ? `would become "${name}" twice` : `would become "${name}", as ${first} would`;
      problems.push({ namespace: source, message });
    }
  }
  problems.push(...unknownTenants(rules, sorted));
  return problems;
}

function nameProblem(name: string): string | undefined {
  if (name.length > 63) return `has ${name.length} characters; at most 63 are allowed`;
  if (!DNS_LABEL.test(name)) return 'is no DNS label (small letters, digits and "-", which may not stand at an end)';
  return NEVER.test(name) ? 'belongs to the cluster itself' : undefined;
}

/** A mapping for nobody is a slip of the pen: the tenant that was meant would get the default name. */
function unknownTenants(rules: MigrationRules | undefined, namespaces: readonly SourceNamespace[]): NamingProblem[] {
  return (rules?.spec.tenants?.mapping ?? []).flatMap(({ tenant }) => {
    const namespace = namespaces.find(({ name }) => name === tenant);
    if (namespace === undefined) return [{ namespace: tenant, message: 'is mapped by the rules and is not in the source' }];
    if (tenantNamespaces(rules, namespace) !== undefined) return [];
    return [{ namespace: tenant, message: 'is mapped by the rules, whose selector does not take it for a tenant' }];
  });
}
