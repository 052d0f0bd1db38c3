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

interface Page {
  readonly items: readonly JsonObject[];
  /** The token of the page after it; none after the last. */
  readonly next?: string;
}

/**
 * Lists a resource over all namespaces, in pages where the server knows them (before 1.9 it gives everything at once), asking
 * for the next page while one is looked at.
 * @throws ListRefusal
 */
export async function* listPages(client: ApiClient, path: string, signal?: AbortSignal): AsyncGenerator<readonly JsonObject[]> {
  let coming: Promise<Page> | undefined = pageOf(client, path, undefined, signal);
  while (coming !== undefined) {
    const page: Page = await coming;
    coming = page.next === undefined ? undefined : pageOf(client, path, page.next, signal);
    // Whoever stops listening does not hear of the page that was under way.
    coming?.catch(() => undefined);
    yield page.items;
  }
}

async function pageOf(
  client: ApiClient,
  path: string,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Page> {
  const from = token === undefined ? '' : `&continue=${encodeURIComponent(token)}`;
  const { status, body } = await client.get(`${path}?limit=${String(PAGE)}${from}`, signal);
  if (status !== 200) throw new ListRefusal(status, statusMessage(body));
  const next = field(field(body, 'metadata'), 'continue');
  const items = objects(field(body, 'items'));
  return typeof next === 'string' && next !== '' ? { items, next } : { items };
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
