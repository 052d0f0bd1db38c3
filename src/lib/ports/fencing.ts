/**
 * Proof of the newest right to change something. The authority is the state store that gave it; its numbers only grow. A host
 * keeps the highest number a lock, refuses a lower one, and an authority that it does not know until an operator adopts it.
 */
export interface FencingToken {
  readonly lock: string;
  readonly authority: string;
  readonly number: number;
}
