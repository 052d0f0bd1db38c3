import type { Writable } from 'node:stream';
import type { TextStream } from '../ports/terminal.js';

/** What Node's stdout and stderr are: a stream that may be a terminal. */
export type NodeOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The TextStream over stdout or stderr. A reader that went away (EPIPE) closes it quietly; other errors are thrown. */
export function textStream(output: NodeOutput, color: boolean): TextStream {
  let closed = false;
  // Node reports a broken pipe both to the callback and as an event; an event that nobody hears would end the process.
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true;
  });
  return {
    color,
    get closed() {
      return closed;
    },
    get columns() {
      // Some terminals do not tell their width.
      return output.isTTY === true ? output.columns || 80 : undefined;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed || text === '') {
          resolve();
          return;
        }
        output.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
          if (error == null) resolve();
          else if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') {
            closed = true;
            resolve();
          } else reject(error);
        });
      }),
  };
}
