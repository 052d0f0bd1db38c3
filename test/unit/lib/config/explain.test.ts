import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DOCUMENT_KINDS, documentKind, validateDocument } from '../../../../src/lib/config/documents.js';
import type { DocumentKind } from '../../../../src/lib/config/documents.js';
import { explain, explainAll } from '../../../../src/lib/config/explain.js';

const tree: z.ZodType = z.strictObject({
  name: z.string().meta({ description: 'its name', examples: ['oak'] }),
  get children() {
    return z.array(tree).optional();
  },
});

const document: DocumentKind = {
  kind: 'Garden',
  summary: 'what grows',
  parse: (text) => text,
  schema: z.strictObject({
    mode: z.enum(['wild', 'tidy']).default('wild').meta({ description: 'how it is kept' }),
    beds: z.array(z.strictObject({ rows: z.int().min(1).max(9), note: z.string().optional() })),
    labels: z.record(z.string(), z.string()).optional(),
    tree: tree.optional(),
  }),
};

describe('explain', () => {
  it('tells type, default, allowed values and description of a field', () => {
    expect(explain(document, 'mode')).toEqual({
      path: 'Garden.mode',
      type: 'string',
      required: false,
      description: 'how it is kept',
      default: 'wild',
      allowed: ['wild', 'tidy'],
      examples: [],
      fields: [],
    });
  });

  it('goes through lists with and without brackets, and through maps', () => {
    expect(explain(document, 'beds[].rows').type).toBe('integer from 1 to 9');
    expect(explain(document, 'beds.rows').path).toBe('Garden.beds[].rows');
    expect(explain(document, 'labels').type).toBe('map of string');
    expect(explain(document, 'labels.anything').path).toBe('Garden.labels.*');
    expect(explain(document, 'beds').fields.map((field) => [field.name, field.required])).toEqual([
      ['rows', true],
      ['note', false],
    ]);
  });

  it('names the fields that there are when one is not', () => {
    expect(() => explain(document, 'beds.colour')).toThrow(
      expect.objectContaining({ code: 'CONFIG_PATH_UNKNOWN', hints: ['it has: rows, note'] }),
    );
  });

  it('ends on schemas that contain themselves', () => {
    expect(explainAll(document).map((place) => place.path)).toContain('Garden.tree.name');
    expect(explain(document, 'tree.children.children.name').examples).toEqual(['oak']);
  });

  it.each(DOCUMENT_KINDS.map((kind) => [kind.kind, kind] as const))('%s: every field has a description', (_name, kind) => {
    const silent = explainAll(kind).filter(
      (place) => place.description === undefined && !/\.(apiVersion|kind)$|\*$/.test(place.path) && place.path !== kind.kind,
    );
    expect(silent.map((place) => place.path)).toEqual([]);
  });
});

describe('validate', () => {
  it('finds the kind, also in a document that is broken elsewhere', () => {
    expect(() => validateDocument('kind: Nothing\n', 'a.yaml')).toThrow(expect.objectContaining({ code: 'CONFIG_KIND_UNKNOWN' }));
    expect(() => validateDocument('a: 1\n', 'a.yaml')).toThrow(/a\.yaml does not say its kind/);
    expect(() => validateDocument('kind: MigrationRules\nspec: [\n', 'a.yaml')).toThrow(
      expect.objectContaining({ exitCode: 78 }),
    );
    expect(documentKind('migrationrules').kind).toBe('MigrationRules');
  });
});
