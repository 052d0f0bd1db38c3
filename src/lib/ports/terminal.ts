/** One of the two streams that a person or a program reads. Types only. */
export interface TextStream {
  /** Resolves when the stream can take more. Does nothing once the reader has gone away. */
  write(text: string): Promise<void>;
  /** The reader has closed its end (`| head`): stop producing, it is no error. */
  readonly closed: boolean;
  /** Width in columns of the terminal behind it; undefined when there is none (piped, redirected). */
  readonly columns: number | undefined;
  readonly color: boolean;
}

/** Data goes to `out`; progress, warnings and errors go to `err`. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
}
