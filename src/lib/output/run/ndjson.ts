import { eventDocument } from '../../events/event.js';
import type { SkepEvent } from '../../events/event.js';
import type { TextStream } from '../../ports/terminal.js';
import type { RunOutline } from './board.js';
import { heartbeat } from './plain.js';
import type { RunRenderer } from './renderer.js';

export function eventLine(event: SkepEvent): string {
  return `${JSON.stringify(eventDocument(event))}\n`;
}

/** Every event as one JSON document a line, for programs. */
export function ndjsonRenderer(stream: TextStream, outline: RunOutline, now: () => number): RunRenderer {
  let written = Promise.resolve();
  const write = (event: SkepEvent): void => {
    written = stream.write(eventLine(event));
  };
  const beat = heartbeat({ outline, now, say: write });
  return {
    recall: (event) => beat.board.take(event),
    tell(event) {
      beat.heard(event);
      write(event);
    },
    async end() {
      beat.stop();
      await written;
    },
  };
}
