import type { Terminal, TextStream } from '../../../../src/lib/ports/terminal.js';

export interface MemoryStream extends TextStream {
  text: string;
  closed: boolean;
}

/** A terminal that remembers. `closeAfter`: the reader goes away once so many characters have come. */
export function memoryStream(options: { readonly columns?: number; readonly closeAfter?: number } = {}): MemoryStream {
  const stream: MemoryStream = {
    text: '',
    closed: false,
    columns: options.columns,
    color: false,
    write: (text) => {
      if (!stream.closed) stream.text += text;
      if (options.closeAfter !== undefined && stream.text.length >= options.closeAfter) stream.closed = true;
      return Promise.resolve();
    },
  };
  return stream;
}

export function memoryTerminal(
  options: { readonly columns?: number; readonly closeAfter?: number } = {},
): Terminal & { readonly out: MemoryStream; readonly err: MemoryStream } {
  return { out: memoryStream(options), err: memoryStream() };
}
