/** What a migration is doing at this moment, for whoever shows it. */
export interface MigrationProgress {
  readonly stage: 'copy' | 'observe' | 'transform' | 'write';
  /** Records through this stage so far. */
  readonly records: number;
  readonly total?: number;
}
