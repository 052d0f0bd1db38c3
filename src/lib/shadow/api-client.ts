import { Agent, request as httpsRequest } from 'node:https';
import type { Json } from '../storage/json.js';
import { parseJson } from '../storage/parse-json.js';

export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON; what is no JSON stands as a string. */
  readonly body: Json;
}

/** Asks one scratch server. Only GET: a rehearsal never writes through the API. */
export interface ApiClient {
  get(path: string, signal?: AbortSignal): Promise<ApiAnswer>;
  close(): void;
}

export interface ApiClientOptions {
  readonly port: number;
  readonly token: string;
  /** PEM. The certificate of this very server: whoever shows it is the server, under whatever name. */
  readonly certificate: string;
}

const TIMEOUT_MS = 120_000;
const CONNECTIONS = 8;

export function connectApi(options: ApiClientOptions): ApiClient {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS,
    ca: options.certificate,
    checkServerIdentity: () => undefined,
  });
  const headers = { Authorization: `Bearer ${options.token}`, Accept: 'application/json' };
  return {
    get: (path, signal) =>
      new Promise((resolve, reject) => {
        const request = httpsRequest(
          { agent, host: '127.0.0.1', port: options.port, path, headers, timeout: TIMEOUT_MS, ...(signal && { signal }) },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
              resolve({ status: response.statusCode ?? 0, body: bodyOf(path, Buffer.concat(chunks)) });
            });
          },
        );
        request.on('timeout', () => request.destroy(new Error(`no answer to GET ${path} in ${String(TIMEOUT_MS / 1000)} s`)));
        request.on('error', reject);
        request.end();
      }),
    close() {
      agent.destroy();
    },
  };
}

function bodyOf(path: string, bytes: Buffer): Json {
  try {
    return parseJson(path, bytes).value;
  } catch {
    return bytes.toString('utf8');
  }
}
