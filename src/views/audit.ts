import type { AuditEntry } from '../lib/engine/who-did-what.js';
import type { Column } from '../lib/output/table.js';
import { utc } from './run-history.js';

export const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  { title: 'WHEN', value: (entry) => utc(entry.at) },
  { title: 'WHO', value: (entry) => entry.by, cut: 'end' },
  { title: 'WHAT', value: (entry) => (entry.step === undefined ? entry.what : `${entry.what} ${entry.step}`), cut: 'end' },
  { title: 'RUN', value: (entry) => entry.run, cut: 'end' },
  { title: 'TARGET', value: (entry) => entry.target, cut: 'end', optional: true },
];
