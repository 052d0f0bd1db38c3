import type { JsonObject } from '../storage/json.js';
import type { ApiClient } from './api-client.js';
import { field, isObject, objects, statusMessage } from './discovery.js';
import type { ServedResource } from './discovery.js';

const PAGE = 250;

/** The server refuses to list a resource: mostly because one object in it cannot be decoded, which it does not always name. */
export class ListRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'ListRefusal';
    this.status = status;
  }
}

/**
 * Lists a resource over all namespaces, in pages where the server knows them (before 1.9 it gives everything at once).
 * @throws ListRefusal
 */
export async function* listPages(client: ApiClient, path: string, signal?: AbortSignal): AsyncGenerator<readonly JsonObject[]> {
  let next = '';
  do {
    const { status, body } = await client.get(`${path}?limit=${String(PAGE)}${next}`, signal);
    if (status !== 200) throw new ListRefusal(status, statusMessage(body));
    yield objects(field(body, 'items'));
    const token = field(field(body, 'metadata'), 'continue');
    next = typeof token === 'string' && token !== '' ? `&continue=${encodeURIComponent(token)}` : '';
  } while (next !== '');
}

/** "namespace/name", or the name alone, of a listed object. */
export function shownName(object: JsonObject): string {
  const namespace = field(object.metadata, 'namespace');
  const name = field(object.metadata, 'name');
  const text = typeof name === 'string' ? name : '';
  return typeof namespace === 'string' && namespace !== '' ? `${namespace}/${text}` : text;
}

/** One object by its name below the directory; `message` is why there is none. */
export async function getOne(
  client: ApiClient,
  resource: ServedResource,
  name: string,
  signal?: AbortSignal,
): Promise<{ readonly object: JsonObject } | { readonly status: number; readonly message: string }> {
  const { status, body } = await client.get(objectPath(resource, name), signal);
  return status === 200 && isObject(body) ? { object: body } : { status, message: statusMessage(body) };
}

function objectPath(resource: ServedResource, name: string): string {
  const slash = name.indexOf('/');
  if (slash < 0) return `${resource.path}/${encodeURIComponent(name)}`;
  const root = resource.path.slice(0, -resource.plural.length);
  return `${root}namespaces/${encodeURIComponent(name.slice(0, slash))}/${resource.plural}/${encodeURIComponent(name.slice(slash + 1))}`;
}
