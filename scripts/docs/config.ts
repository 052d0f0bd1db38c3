import { stringify } from 'yaml';
import type { DocumentKind } from '../../src/lib/config/documents.js';
import { DOCUMENT_KINDS } from '../../src/lib/config/documents.js';
import type { Explanation } from '../../src/lib/config/explain.js';
import { explainAll } from '../../src/lib/config/explain.js';
import { code, GENERATED, table } from './markdown.js';

export function configPage(): string {
  const intro =
    '# Documents\n\nWhat a person writes for Skep. `skep config explain KIND.field` tells the same at the terminal, `skep config validate FILE` checks one.\n\n';
  return GENERATED + intro + DOCUMENT_KINDS.map(documentSection).join('\n');
}

function documentSection(document: DocumentKind): string {
  const places = explainAll(document);
  const rows = places
    .slice(1)
    .map((place) => [
      code(place.path.slice(document.kind.length + 1)),
      code(place.type) + (place.required ? ', required' : ''),
      place.default === undefined ? '' : code(JSON.stringify(place.default)),
      place.allowed === undefined ? '' : place.allowed.map((value) => code(String(value))).join(' '),
      place.description ?? '',
    ]);
  return `## ${document.kind}\n\n${document.summary}\n\n${table(['field', 'type', 'default', 'allowed', 'meaning'], rows)}${examples(places)}`;
}

function examples(places: readonly Explanation[]): string {
  return places
    .flatMap((place) =>
      place.examples.map(
        (example) => `\nExample of ${code(place.path)}:\n\n\`\`\`yaml\n${stringify(example).trimEnd()}\n\`\`\`\n`,
      ),
    )
    .join('');
}
