import { parse } from 'yaml';
import type { z } from 'zod';
import { SkepError } from '../errors.js';
import { migrationRulesSchema, namespaceMappingSchema, parseMigrationRules, parseNamespaceMapping } from './migration-rules.js';
import { parseSettings, settingsSchema } from './settings.js';

/** A sort of document that a person writes for Skep. */
export interface DocumentKind {
  readonly kind: string;
  readonly summary: string;
  readonly schema: z.ZodType;
  /** @throws SkepError (exit code 78) with file, line and column of every mistake */
  parse(text: string, fileName: string): unknown;
}

/** Every document kind, by name. docs/config.md and `skep config explain` are made from it. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    kind: 'MigrationRules',
    summary: 'what a site changes beside what the releases themselves demand: namespaces, services, drops',
    schema: migrationRulesSchema,
    parse: parseMigrationRules,
  },
  {
    kind: 'NamespaceMapping',
    summary: 'which namespaces the namespace of each tenant becomes, in a file beside the rules',
    schema: namespaceMappingSchema,
    parse: parseNamespaceMapping,
  },
  {
    kind: 'Settings',
    summary: 'what holds for every command on this machine: where runs live, what steps may load at once',
    schema: settingsSchema,
    parse: parseSettings,
  },
];

/** @throws SkepError CONFIG_KIND_UNKNOWN */
export function documentKind(kind: string): DocumentKind {
  const found = DOCUMENT_KINDS.find((document) => document.kind.toLowerCase() === kind.toLowerCase());
  if (found !== undefined) return found;
  throw new SkepError('CONFIG_KIND_UNKNOWN', `there is no document kind ${kind}`, {
    hints: DOCUMENT_KINDS.map((document) => `skep config explain ${document.kind}`),
    details: { kind },
  });
}

/**
 * Checks a document of any kind by its `kind` member.
 * @returns the kind that it turned out to be
 * @throws SkepError CONFIG_KIND_UNKNOWN, or what the kind's own parser says of it
 */
export function validateDocument(text: string, fileName: string): DocumentKind {
  const kind = kindIn(text);
  if (kind !== undefined) {
    const found = documentKind(kind);
    found.parse(text, fileName);
    return found;
  }
  throw new SkepError('CONFIG_KIND_UNKNOWN', `${fileName} does not say its kind`, {
    hints: DOCUMENT_KINDS.map((document) => `begin it with "kind: ${document.kind}"`),
    details: { file: fileName },
  });
}

/** Text that is no YAML has no kind, unless a line says it: then that kind's parser is to report what is wrong, and where. */
function kindIn(text: string): string | undefined {
  try {
    const document: unknown = parse(text);
    if (typeof document === 'object' && document !== null && 'kind' in document && typeof document.kind === 'string')
      return document.kind;
    return undefined;
  } catch {
    return /^kind:\s*["']?(\w+)/m.exec(text)?.[1];
  }
}
