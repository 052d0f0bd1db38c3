/** What is wrong with a piece of the rules, and what to do about it. */
interface Mistake {
  readonly message: string;
  readonly hint: string;
}

const PLACEHOLDER = /\{(tenant|name)(?::(\d+))?\}/g;

/** `{tenant:20}-{name}`: the name of a namespace, with what each placeholder stands for filled in and cut. */
export function fillTemplate(template: string, values: { readonly tenant: string; readonly name: string }): string {
  return template.replace(PLACEHOLDER, (_whole, key: 'tenant' | 'name', length: string | undefined) =>
    length === undefined ? values[key] : values[key].slice(0, Number(length)),
  );
}

/** Undefined when the template can be filled and tells tenants, and the namespaces of a tenant, apart. */
export function templateProblem(template: string): Mistake | undefined {
  const hint = 'such as {tenant:20}-{name}';
  const rest = template.replace(PLACEHOLDER, '');
  if (/[{}]/.test(rest)) return { message: 'it knows only {tenant} and {name}, with a length as in {tenant:20}', hint };
  if (!/^[-a-z0-9]*$/.test(rest)) return { message: 'beside placeholders it has only small letters, digits and "-"', hint };
  if (!/\{tenant[:}]/.test(template)) return { message: '{tenant} is missing, so all tenants would get one namespace', hint };
  if (!/\{name[:}]/.test(template)) return { message: '{name} is missing, so all namespaces of a tenant would be one', hint };
  if (/:0+\}/.test(template)) return { message: 'a placeholder is cut to nothing', hint };
  return undefined;
}

interface ListProblem extends Mistake {
  readonly index: number;
  readonly field: 'name' | 'selector';
}

/** Mistakes in the list of namespaces that one namespace becomes. */
export function namespaceListProblems(list: readonly { readonly name: string; readonly selector?: unknown }[]): ListProblem[] {
  return list.flatMap(({ name, selector }, index): ListProblem[] => {
    const problems: ListProblem[] = [];
    if (list.findIndex((entry) => entry.name === name) !== index) {
      problems.push({
        index,
        field: 'name',
        message: `${name} stands twice`,
        hint: 'each namespace of a tenant has a name of its own',
      });
    }
    const isLast = index === list.length - 1;
    if (isLast && selector !== undefined) {
      const hint = 'end the list with an entry without selector';
      problems.push({ index, field: 'selector', message: 'the last entry takes the rest, and has no selector', hint });
    }
    if (!isLast && selector === undefined) {
      problems.push({
        index,
        field: 'selector',
        message: 'only the last entry has no selector',
        hint: 'nothing would be left for the entries after it',
      });
    }
    return problems;
  });
}
