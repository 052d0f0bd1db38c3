/** A Kubernetes label selector: every pair and every expression must hold. The empty one matches everything. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | undefined;
  readonly matchExpressions?: readonly LabelExpression[] | undefined;
}

export interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** For In and NotIn only. */
  readonly values?: readonly string[] | undefined;
}

export type Labels = Readonly<Record<string, string>>;

/** Does the selector match these labels? As in Kubernetes, NotIn holds where the key is missing. */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  return matchesPairs(selector.matchLabels ?? {}, labels) && (selector.matchExpressions ?? []).every((e) => holds(e, labels));
}

/** Do all pairs stand among the labels? The plain selector of Services and ReplicationControllers; empty matches everything. */
export function matchesPairs(pairs: Labels, labels: Labels): boolean {
  return Object.entries(pairs).every(([key, value]) => labelOf(labels, key) === value);
}

function holds({ key, operator, values = [] }: LabelExpression, labels: Labels): boolean {
  const value = labelOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
