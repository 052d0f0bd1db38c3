import type { IWatchCreateRequest, IWatchRequest, IWatchResponse } from 'etcd3';

/** gRPC's two-way stream as far as it is used here; what etcd3 gives is node's own Readable and Writable. */
interface Stream<Question, Answer> {
  write(question: Question): void;
  end(): void;
  cancel(): void;
  on(event: 'data', listener: (answer: Answer) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Sends one question over a stream, takes one answer and ends it. */
export function askOnce<Question, Answer>(stream: Stream<Question, Answer>, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    stream.on('data', (answer) => {
      resolve(answer);
      hangUp(stream);
    });
    stream.on('error', reject);
    stream.on('end', () => reject(new Error('14 UNAVAILABLE: the server ended the stream without an answer')));
    stream.write(question);
  });
}

/** A watch that the server has confirmed. */
export interface OpenedWatch {
  /** The confirmation first. */
  readonly inbox: Inbox<IWatchResponse>;
  readonly hangUp: () => void;
}

/** @throws the stream's error, or the signal's reason */
export async function openWatch(
  open: () => Promise<Stream<IWatchRequest, IWatchResponse>>,
  request: IWatchCreateRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<OpenedWatch> {
  const stream = await open();
  const inbox = new Inbox<IWatchResponse>();
  const leave = (): void => inbox.close();
  const tooLate = setTimeout(() => inbox.fail(new Error('4 DEADLINE_EXCEEDED: the watch was not confirmed')), timeoutMs);
  const stop = (): void => {
    signal.removeEventListener('abort', leave);
    hangUp(stream);
  };
  stream.on('data', (answer) => inbox.put(answer));
  stream.on('error', (error) => inbox.fail(error));
  stream.on('end', () => inbox.fail(new Error('14 UNAVAILABLE: the server ended the watch')));
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  stream.write({ create_request: request });
  try {
    if (!(await inbox.filled())) signal.throwIfAborted();
    return { inbox, hangUp: stop };
  } catch (error) {
    stop();
    throw error;
  } finally {
    clearTimeout(tooLate);
  }
}

const LOOK_MS = 1_000;

/** Answers of a watch until its signal is aborted, it is canceled, it fails, or calls go to another member of the cluster. */
export async function* followWatch(
  { inbox, hangUp }: OpenedWatch,
  { described, isCurrent }: { readonly described: (error: unknown) => Promise<Error>; readonly isCurrent: () => boolean },
): AsyncGenerator<IWatchResponse> {
  // A member that was cut off from the others says nothing, and a watch there would wait for ever.
  const look = setInterval(() => {
    if (!isCurrent()) inbox.fail(new Error('14 UNAVAILABLE: the member of this watch stopped answering'));
  }, LOOK_MS);
  look.unref();
  try {
    while (await inbox.filled()) {
      for (const answer of inbox.take()) {
        yield answer;
        if (answer.canceled) return;
      }
    }
  } catch (error) {
    throw await described(error);
  } finally {
    clearInterval(look);
    hangUp();
  }
}

/** What has come and was not taken yet. */
class Inbox<T> {
  #items: T[] = [];
  #failure: Error | undefined;
  #closed = false;
  #wake: (() => void) | undefined;

  put(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** Waits for something to take; false once it is closed. @throws its failure, after everything was taken */
  async filled(): Promise<boolean> {
    for (;;) {
      if (this.#closed) return false;
      if (this.#items.length > 0) return true;
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  take(): readonly T[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }
}

/** Half-closed first: a stream that could still be written to counts as a broken connection for etcd3 when it is cancelled. */
function hangUp(stream: Stream<never, unknown>): void {
  stream.end();
  stream.cancel();
}
