import { SkepError } from '../errors.js';
import type { EtcdApi } from '../ports/store.js';
import type { Endpoint } from './connection.js';

/** Where a store is, as the one grammar says it. */
export type StoreLocation =
  | {
      readonly kind: 'live';
      readonly text: string;
      readonly api: EtcdApi;
      readonly tls: boolean;
      readonly endpoints: readonly Endpoint[];
    }
  | { readonly kind: 'backend' | 'dump' | 'directory' | 'archive'; readonly text: string; readonly path: string };

/** `--override RESOURCE=SOURCE[,TARGET]`: one resource that is kept in a store of its own. */
export interface StoreOverride {
  /** As in --etcd-servers-overrides, without the group: `events`. */
  readonly resource: string;
  readonly source: StoreLocation;
  /** Without it the resource goes to the main target. */
  readonly target?: StoreLocation;
}

const DEFAULT_PORT = 2379;
export const STORE_FORMS = [
  'etcd2://HOST:PORT[,...] or etcd2s://... (live, v2 API)',
  'etcd3://HOST:PORT[,...] or etcd3s://... (live, v3 API)',
  'PATH.db[.gz] (v3 backend or snapshot)',
  'PATH.jsonl[.gz] (dump)',
  'DIR or PATH.tgz (data directory, or etcdctl backup)',
] as const;

/**
 * Reads what stands for a store on a command line; looks at nothing.
 * @throws SkepError STORE_NOT_A_STORE, with the forms that there are
 */
export function parseStoreLocation(text: string): StoreLocation {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  if (scheme !== undefined) return parseLive(text, scheme.toLowerCase(), rest);
  if (text === '' || text === '-') throw notAStore(`${JSON.stringify(text)} names no store`);
  if (/\.db(\.gz)?$/i.test(text)) return { kind: 'backend', text, path: text };
  if (/\.jsonl(\.gz)?$/i.test(text)) return { kind: 'dump', text, path: text };
  if (/\.(tgz|tar\.gz|tar)$/i.test(text)) return { kind: 'archive', text, path: text };
  return { kind: 'directory', text, path: text };
}

/** The error that lists the forms. */
export function notAStore(message: string): SkepError {
  return new SkepError('STORE_NOT_A_STORE', message, { hints: STORE_FORMS.map((form) => `a store is: ${form}`) });
}

/**
 * Reads `RESOURCE=SOURCE[,TARGET]`. A comma between endpoints of a live store is not the one before TARGET: what follows the
 * last of them must be a store by its own look (a scheme, or a path with a slash or a known ending).
 * @throws SkepError USAGE_INVALID, STORE_NOT_A_STORE
 */
export function parseOverride(text: string): StoreOverride {
  const [, resource, stores] = /^([a-z0-9./-]+)=(.+)$/s.exec(text) ?? [];
  if (resource === undefined || stores === undefined) {
    throw new SkepError('USAGE_INVALID', `--override ${JSON.stringify(text)} is not RESOURCE=SOURCE[,TARGET]`, {
      hints: ['for example: --override events=etcd2://10.0.0.2:4002,events.db'],
    });
  }
  const [source = '', target, ...more] = splitStores(stores);
  if (more.length > 0) {
    throw new SkepError(
      'USAGE_INVALID',
      `--override ${resource} names ${String(more.length + 2)} stores; it takes a source and a target`,
    );
  }
  return {
    // `/events` and `events` are the core group's own ways to say the same.
    resource: resource.replace(/^\//, ''),
    source: parseStoreLocation(source),
    ...(target !== undefined && { target: parseStoreLocation(target) }),
  };
}

function splitStores(text: string): string[] {
  const stores: string[] = [];
  for (const part of text.split(',')) {
    const last = stores.at(-1);
    if (last !== undefined && isLive(last) && !looksLikeStore(part)) stores[stores.length - 1] = `${last},${part}`;
    else stores.push(part);
  }
  return stores;
}

function isLive(text: string): boolean {
  return text.includes('://');
}

function looksLikeStore(text: string): boolean {
  return isLive(text) || text.includes('/') || parseStoreLocation(text).kind !== 'directory';
}

function parseLive(text: string, scheme: string, rest: string): StoreLocation {
  const [, generation, secure] = /^etcd([23])(s?)$/.exec(scheme) ?? [];
  if (generation === undefined) {
    throw scheme === 'http' || scheme === 'https'
      ? notAStore(`${scheme}:// does not say which API: write etcd2${scheme.slice(4)}://... or etcd3${scheme.slice(4)}://...`)
      : notAStore(`${scheme}:// is no store that Skep knows`);
  }
  if (rest.includes('@')) {
    throw new SkepError(
      'USAGE_INVALID',
      `a user and password do not belong into a ${scheme}:// address, where every process list shows them`,
      {
        hints: ['give --user NAME, and the password with --password-file FILE or in ETCDCTL_PASSWORD'],
      },
    );
  }
  const endpoints = rest
    .replace(/\/$/, '')
    .split(',')
    .map((endpoint) => parseEndpoint(endpoint, text));
  return { kind: 'live', text, api: generation === '2' ? 'v2' : 'v3', tls: secure === 's', endpoints };
}

function parseEndpoint(text: string, whole: string): Endpoint {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (host !== undefined && number > 0 && number < 65_536) return { host, port: number };
  throw notAStore(`${JSON.stringify(text)} in ${whole} is no HOST:PORT`);
}
