import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { SkepError } from '../errors.js';
import { eventDocument } from '../events/event.js';
import type { SkepEvent } from '../events/event.js';
import type { EventCode } from '../events/registry.js';

const TOLD: ReadonlySet<EventCode> = new Set([
  'gate.waiting',
  'run.ended',
  'run.paused',
  'step.blocked',
  'step.failed',
  'step.unknown',
]);
const TIMEOUT_MS = 10_000;
/** A thousand failing steps are no reason for a thousand requests: after so many of a kind only the end is told. */
const MOST_OF_A_CODE = 20;
/** The end of a run waits for its webhook no longer than this. */
const PATIENCE_MS = 15_000;

export interface Webhook {
  /** Tells it in the background, in order. */
  tell(event: SkepEvent): void;
  /** Resolves when all is told, or patience is over. Never rejects. */
  end(): Promise<void>;
}

export interface WebhookOptions {
  readonly onFailure: (message: string) => void;
  readonly timeoutMs?: number;
  /** Further authorities (PEM) that its certificate may come from. */
  readonly ca?: string;
}

/**
 * POSTs events to a URL that somebody watches: gates, failures and the end. Certificates are verified; plain http is for loopback
 * only. What goes wrong there is told and never stops the run; the URL, which often is a secret, is never told.
 * @throws SkepError USAGE_INVALID for what is no such URL, without naming it
 */
export function createWebhook(url: string, options: WebhookOptions): Webhook {
  const target = webhookUrl(url);
  const counts = new Map<EventCode, number>();
  let queue = Promise.resolve();
  return {
    tell(event) {
      const count = (counts.get(event.code) ?? 0) + 1;
      counts.set(event.code, count);
      if (!TOLD.has(event.code) || (count > MOST_OF_A_CODE && event.code !== 'run.ended')) return;
      queue = queue
        .then(() => post(target, JSON.stringify(eventDocument(event)), options))
        .catch((error: unknown) => {
          options.onFailure(withoutUrl(error, target));
        });
    },
    async end() {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS);
      });
      await Promise.race([queue, patience]);
      clearTimeout(timer);
    },
  };
}

function webhookUrl(text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const isLoopback = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return url;
  throw new SkepError('USAGE_INVALID', 'the webhook is no https:// URL (http:// is for this machine only)', {
    hints: ['the URL is not shown here, because it may hold a secret: look into the file that was given'],
  });
}

function post(url: URL, body: string, { timeoutMs = TIMEOUT_MS, ca }: WebhookOptions): Promise<void> {
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'skep' };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = send(url, { method: 'POST', headers, signal, ...(ca === undefined ? {} : { ca }) }, (answer) => {
      answer.resume();
      const { statusCode = 0 } = answer;
      // A redirect could lead the secret elsewhere, so none is followed.
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(new Error(`it answered ${String(statusCode)}`));
    });
    request.on('error', (error) => reject(signal.aborted ? new Error(`no answer in ${String(timeoutMs)} ms`) : error));
    request.end(body);
  });
}

/** Errors of Node name host, port and sometimes the path; of these only the host is told. */
function withoutUrl(error: unknown, url: URL): string {
  let text = error instanceof Error ? error.message : String(error);
  for (const secret of [url.href, url.pathname + url.search, url.search, url.username, url.password]) {
    if (secret.length > 1) text = text.replaceAll(secret, '<secret>');
  }
  return `${url.host}: ${text}`;
}
