/** The longest marker line; what is longer is the command's own output. */
const MAX_MARKER_BYTES = 4096;

/**
 * Takes the supervisor's own lines ("\x1eskep NONCE WORDS\n") out of a stream of the command's output. The nonce is made anew for
 * every command, so that no output can be taken for a marker.
 */
export class MarkerFilter {
  readonly #start: Buffer;
  readonly #onMarker: (words: readonly string[]) => void;
  #held: Buffer = Buffer.alloc(0);

  constructor(nonce: string, onMarker: (words: readonly string[]) => void) {
    this.#start = Buffer.from(`\x1eskep ${nonce} `);
    this.#onMarker = onMarker;
  }

  /** Gives back the bytes that are the command's; the end of a chunk that may be the start of a marker waits for the next one. */
  push(chunk: Buffer): Buffer {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    const kept: Buffer[] = [];
    let from = 0;
    while (true) {
      const at = this.#find(bytes, from);
      const end = at.whole ? bytes.indexOf(0x0a, at.index) : -1;
      kept.push(bytes.subarray(from, at.index));
      if (at.index === bytes.length) break;
      if (end < 0) {
        if (bytes.length - at.index < MAX_MARKER_BYTES) this.#held = Buffer.from(bytes.subarray(at.index));
        else kept.push(bytes.subarray(at.index));
        break;
      }
      this.#onMarker(bytes.toString('utf8', at.index + this.#start.length, end).split(' '));
      from = end + 1;
    }
    return kept.length === 1 ? (kept[0] ?? bytes) : Buffer.concat(kept);
  }

  /** What still waits when the stream ends: it was no marker. */
  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return rest;
  }

  /** The next marker, or the place where the last bytes could be the start of one, or the end. */
  #find(bytes: Buffer, from: number): { index: number; whole: boolean } {
    const index = bytes.indexOf(this.#start, from);
    if (index >= 0) return { index, whole: true };
    const firstTail = Math.max(from, bytes.length - this.#start.length + 1);
    for (let tail = bytes.indexOf(0x1e, firstTail); tail >= 0; tail = bytes.indexOf(0x1e, tail + 1)) {
      if (this.#start.subarray(0, bytes.length - tail).equals(bytes.subarray(tail))) return { index: tail, whole: false };
    }
    return { index: bytes.length, whole: false };
  }
}
