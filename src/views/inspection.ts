import type { Inspection, KindCount, TenantCount } from '../lib/migrate/index.js';
import { formatBytes, formatCount, formatQuantity } from '../lib/output/format.js';
import { tableOf } from '../lib/output/print.js';
import type { ReportResult, Section } from '../lib/output/result.js';
import type { Column } from '../lib/output/table.js';

export interface InspectionFacts {
  readonly source: string;
  readonly release: string;
  /** Why it is taken for that release; empty when the user said so. */
  readonly evidence: readonly { readonly key: string; readonly because: string }[];
}

/** What a store holds, by kind, stored version and tenant. `outlook` is what a migration would do to it, if one was asked for. */
export function inspectionView(
  inspection: Inspection,
  facts: InspectionFacts,
  outlook: readonly Section[] = [],
  plan?: unknown,
): ReportResult {
  const { kinds, tenants, foreign, notices } = inspection;
  const keys = kinds.reduce((sum, kind) => sum + kind.keys, 0);
  const bytes = kinds.reduce((sum, kind) => sum + kind.bytes, 0);
  const [first] = facts.evidence;
  return {
    kind: 'Inspection',
    metadata: facts as unknown as Readonly<Record<string, unknown>>,
    result: plan === undefined ? inspection : { ...inspection, outlook: plan },
    warnings: notices.map((notice) => notice.message),
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(facts.source)}: Kubernetes ${facts.release}, ${formatQuantity(keys, 'object')}, ${formatBytes(bytes)}`,
          ...(first === undefined ? [] : [paint.dim(`${facts.release} because ${first.because} (${first.key})`)]),
          ...(foreign.keys === 0
            ? []
            : [`${formatQuantity(foreign.keys, 'key')} not of Kubernetes below ${foreign.roots.join(', ')}`]),
        ],
      },
      { title: 'By kind and stored version', table: tableOf(KIND_COLUMNS, kinds) },
      { title: 'By tenant', table: tableOf(TENANT_COLUMNS, tenants) },
      ...outlook,
    ],
    names: kinds.map((kind) => kind.kind),
  };
}

const KIND_COLUMNS: readonly Column<KindCount>[] = [
  { title: 'KIND', value: (kind) => kind.kind, cut: 'end' },
  { title: 'STORED VERSION', value: (kind) => kind.apiVersion || '-', cut: 'end' },
  { title: 'AS', value: (kind) => (kind.encryption === undefined ? kind.media : `${kind.media} ${kind.encryption}`), cut: 'end' },
  { title: 'OBJECTS', value: (kind) => formatCount(kind.keys), align: 'right' },
  { title: 'SIZE', value: (kind) => formatBytes(kind.bytes), align: 'right' },
  { title: 'EXPIRING', value: (kind) => (kind.expiring === 0 ? '-' : formatCount(kind.expiring)), align: 'right' },
];

const TENANT_COLUMNS: readonly Column<TenantCount>[] = [
  { title: 'TENANT', value: (tenant) => tenant.tenant, cut: 'end' },
  { title: 'NAMESPACES', value: (tenant) => tenant.namespaces.join(' '), cut: 'end' },
  { title: 'OBJECTS', value: (tenant) => formatCount(tenant.keys), align: 'right' },
  { title: 'SIZE', value: (tenant) => formatBytes(tenant.bytes), align: 'right' },
];
