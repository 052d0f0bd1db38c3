import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { SkepError } from '../../errors.js';
import { CIPHERS } from './ciphers.js';
import type { EncryptionKey, Keyring, ProviderConfig, ResourceRule } from './keyring.js';

const Name = z
  .string()
  .min(1)
  .regex(/^[^:]*$/, 'a name must not hold a colon');

const Key = z.strictObject({ name: Name, secret: z.string().min(1) });
const Keys = z.strictObject({ keys: z.array(Key).min(1) });
const Kms = z.looseObject({ name: Name, apiVersion: z.enum(['v1', 'v2']).optional() });

/** Exactly one of them a list item; `identity: {}` may also stand as `identity:`. */
const Provider = z
  .strictObject({
    aescbc: Keys.optional(),
    aesgcm: Keys.optional(),
    secretbox: Keys.optional(),
    identity: z.strictObject({}).nullish(),
    kms: Kms.optional(),
  })
  .refine((provider) => Object.keys(provider).length === 1, 'exactly one provider belongs into each list item');

const Config = z
  .strictObject({
    kind: z.enum(['EncryptionConfig', 'EncryptionConfiguration']),
    apiVersion: z.enum(['v1', 'apiserver.config.k8s.io/v1']),
    resources: z
      .array(z.strictObject({ resources: z.array(z.string().min(1)).min(1), providers: z.array(Provider).min(1) }))
      .min(1),
  })
  .refine(
    ({ kind, apiVersion }) => (kind === 'EncryptionConfig') === (apiVersion === 'v1'),
    'kind EncryptionConfig goes with apiVersion v1, EncryptionConfiguration with apiserver.config.k8s.io/v1',
  );

/**
 * Reads an encryption configuration of either generation: `kind: EncryptionConfig, apiVersion: v1` (1.7 to 1.12) or
 * `kind: EncryptionConfiguration, apiVersion: apiserver.config.k8s.io/v1` (1.13 on).
 * @param fileName for messages
 * @param root the root prefix of the store's keys
 * @throws SkepError ENCRYPTION_CONFIG_INVALID with line and column, one line a problem; secrets are never quoted
 */
export function parseEncryptionConfig(text: string, fileName = 'the encryption configuration', root = '/registry/'): Keyring {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  // The parser's own messages may quote the text; its code and place say enough.
  if (broken !== undefined)
    throw invalid(fileName, [at(lines, broken.pos[0], `it is no YAML (${broken.code.toLowerCase().replaceAll('_', ' ')})`)]);
  const config = Config.safeParse(document.toJS());
  if (!config.success) {
    throw invalid(
      fileName,
      config.error.issues.map((issue) => at(lines, placeOf(document, issue.path), `${pathText(issue.path)}: ${reasonOf(issue)}`)),
    );
  }
  const problems: string[] = [];
  const rules = config.data.resources.map(
    (rule, index): ResourceRule => ({
      resources: rule.resources,
      providers: rule.providers.map((provider, position) =>
        readProvider(provider, (path, reason) => {
          const whole = ['resources', index, 'providers', position, ...path];
          problems.push(at(lines, placeOf(document, whole), `${pathText(whole)}: ${reason}`));
        }),
      ),
    }),
  );
  if (problems.length > 0) throw invalid(fileName, problems);
  return { source: fileName, rules, root: root.endsWith('/') ? root : `${root}/` };
}

type Report = (path: readonly (string | number)[], reason: string) => void;

function readProvider(provider: z.infer<typeof Provider>, report: Report): ProviderConfig {
  for (const type of ['aescbc', 'aesgcm', 'secretbox'] as const) {
    const keys = provider[type]?.keys;
    if (keys !== undefined)
      return {
        type,
        keys: keys.map((key, index) =>
          readKey(type, key, (reason) => {
            report([type, 'keys', index, 'secret'], reason);
          }),
        ),
      };
  }
  if (provider.kms !== undefined)
    return { type: provider.kms.apiVersion === 'v2' ? 'kms-v2' : 'kms-v1', name: provider.kms.name };
  return { type: 'identity' };
}

function readKey(
  type: 'aescbc' | 'aesgcm' | 'secretbox',
  { name, secret }: z.infer<typeof Key>,
  report: (reason: string) => void,
): EncryptionKey {
  const bytes = Uint8Array.from(Buffer.from(secret, 'base64'));
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(secret.trim())) report('it is no base64');
  else if (!CIPHERS[type].keySizes.includes(bytes.length)) {
    report(`a ${type} key has ${CIPHERS[type].keySizes.join(', ')} bytes, this one ${bytes.length}`);
  }
  return { name, secret: bytes };
}

/** zod's messages quote what was found only for literals and names, never for a secret; those of a secret are replaced. */
function reasonOf(issue: z.core.$ZodIssue): string {
  return issue.path.includes('secret') ? 'the base64 text of a key is expected' : issue.message;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text.replace(/^\./, '') || 'document';
}

/** Where the nearest node of the path begins. */
function placeOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if ((isScalar(node) || isMap(node)) && node.range) return node.range[0];
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) return Number(node.range[0]);
  }
  return 0;
}

function at(lines: LineCounter, offset: number, reason: string): string {
  const { line, col } = lines.linePos(offset);
  return `line ${line}, column ${col}: ${reason}`;
}

function invalid(fileName: string, problems: readonly string[]): SkepError {
  return new SkepError('ENCRYPTION_CONFIG_INVALID', `${fileName} is no valid encryption configuration: ${problems.join('; ')}`, {
    hints: ['Give the file that the API server was started with (--encryption-provider-config).'],
    details: { problems },
  });
}
