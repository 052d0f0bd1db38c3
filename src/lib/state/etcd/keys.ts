/** Where everything lies; docs/guides/shared-state.md says it for people. */
export interface StateKeys {
  readonly root: string;
  /** Who this store is: `{"format":1,"id":"..."}`. */
  readonly authority: string;
  /** One key a run, in the order of their making: its head. */
  readonly index: string;
  indexOf(runId: string, createdAt: number): string;
  /** The head and where its plan lies. Its presence is the run's. */
  run(runId: string): string;
  /** Pieces of plans, by the id of their upload. */
  planPiece(upload: string, piece: number): string;
  /** Keys under it are journalBlock's. */
  journal(runId: string): string;
  /** Lines that were appended together, under the number of the first. */
  journalBlock(runId: string, first: number): string;
  /** Under the owner's lease. */
  owner(runId: string): string;
  signals(runId: string): string;
  readonly locks: string;
  lock(name: string): LockKeys;
  /** The name of the lock that a key below `locks` belongs to. */
  lockNamed(key: string): string;
}

export interface LockKeys {
  readonly prefix: string;
  /** The highest fencing number ever given. Never deleted, under no lease. */
  readonly number: string;
  /** Under the holder's lease. */
  readonly holder: string;
  /** Who broke it last, and which number. */
  readonly broken: string;
  /** Who waits, each under its own lease. */
  readonly queue: string;
}

const NUMBER_DIGITS = 12;
const TIME_DIGITS = 15;

export function stateKeys(root = '/skep/'): StateKeys {
  const journal = (runId: string): string => `${root}journal/${runId}/`;
  return {
    root,
    authority: `${root}authority`,
    index: `${root}index/`,
    indexOf: (runId, createdAt) => `${root}index/${padded(createdAt, TIME_DIGITS)}.${runId}`,
    run: (runId) => `${root}runs/${runId}`,
    planPiece: (upload, piece) => `${root}plans/${upload}/${padded(piece, 4)}`,
    journal,
    journalBlock: (runId, first) => `${journal(runId)}${padded(first, NUMBER_DIGITS)}`,
    owner: (runId) => `${root}owners/${runId}`,
    signals: (runId) => `${root}signals/${runId}/`,
    locks: `${root}locks/`,
    lock(name) {
      const prefix = `${root}locks/${encodeURIComponent(name)}/`;
      return {
        prefix,
        number: `${prefix}number`,
        holder: `${prefix}holder`,
        broken: `${prefix}broken`,
        queue: `${prefix}queue/`,
      };
    },
    lockNamed: (key) => decodeURIComponent(key.slice(`${root}locks/`.length).split('/')[0] ?? ''),
  };
}

function padded(value: number, digits: number): string {
  return String(Math.max(0, Math.trunc(value))).padStart(digits, '0');
}
