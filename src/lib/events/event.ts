import { EVENTS } from './registry.js';
import type { EventCode, EventData, EventLevel } from './registry.js';

interface Said<C extends EventCode> {
  readonly code: C;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly runId: string;
  readonly data: EventData<C>;
}

/** Something that was said, discriminated by its code. */
export type SkepEvent = { [C in EventCode]: Said<C> }[EventCode];

export type EventOf<C extends EventCode> = Extract<SkepEvent, { readonly code: C }>;

export function levelOf(event: SkepEvent): EventLevel {
  if (event.code === 'run.ended' && event.data.outcome === 'failed') return 'error';
  return EVENTS[event.code].level;
}

/** One line in words, with nothing that a program should read. It may hold control characters of what it tells about. */
export function textOf(event: SkepEvent): string {
  // The registry pairs each text with its data; the compiler cannot follow the pair through the union.
  const text = EVENTS[event.code].text as (data: SkepEvent['data']) => string;
  return text(event.data);
}

/** The event as `-o ndjson` and webhooks show it. */
export function eventDocument(event: SkepEvent): Readonly<Record<string, unknown>> {
  return {
    apiVersion: 'skep.io/v1',
    kind: 'Event',
    code: event.code,
    level: levelOf(event),
    at: new Date(event.at).toISOString(),
    run: event.runId,
    text: textOf(event),
    data: event.data,
  };
}
