import { z } from 'zod';
import { EVENTS } from '../../src/lib/events/registry.js';
import { code, GENERATED, table } from './markdown.js';

interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly type?: string };
  readonly description?: string;
}

export function eventsPage(): string {
  const intro = `# Events

What a run says while it goes on. With \`-o ndjson\` each is one line on stdout:
\`{apiVersion, kind: "Event", code, level, at, run, text, data}\`; a webhook gets the same document. \`skep run watch\` tells the
same from the journal, in another terminal or years later, but for progress, logs and waiting locks, which no journal keeps.

Codes and data are a contract: they only grow. Texts and levels are for people, and free to change.

`;
  const sections = Object.entries(EVENTS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { level, when, data }]) => `## ${name}\n\n${when} Level ${code(level)}.\n\n${fieldTable(data)}`);
  return GENERATED + intro + sections.join('\n');
}

function fieldTable(data: z.ZodObject): string {
  const schema = z.toJSONSchema(data) as { properties?: Record<string, FieldSchema>; required?: readonly string[] };
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    code(name),
    typeOf(field) + (schema.required?.includes(name) === true ? '' : ', may be absent'),
    field.description ?? '',
  ]);
  return table(['data', 'type', 'meaning'], rows);
}

function typeOf({ type, enum: values, items }: FieldSchema): string {
  if (values !== undefined) return values.map((value) => code(value)).join(' or ');
  return type === 'array' ? `list of ${items?.type ?? 'anything'}` : (type ?? 'anything');
}
