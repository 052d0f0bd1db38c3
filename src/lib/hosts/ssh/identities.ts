import { readFile, stat } from 'node:fs/promises';
import ssh2 from 'ssh2';
import type { AnyAuthMethod, IdentityCallback, ParsedKey } from 'ssh2';
import { fingerprint } from './known-hosts.js';
import type { SshConfig } from './ssh-config.js';

const { OpenSSHAgent, utils } = ssh2;

/** The ways to prove who one is, in the order of trying, and what there was to say about those that cannot be tried. */
export interface Identities {
  readonly methods: readonly AnyAuthMethod[];
  /** For the person whose login is refused: what was tried and what could not be. */
  readonly notes: readonly string[];
  readonly hints: readonly string[];
}

/** Keys of the agent first (those of the identity files before others), then key files. There are no passwords. */
export async function gatherIdentities(config: SshConfig, agentSocket: string | undefined): Promise<Identities> {
  const notes: string[] = [];
  const hints: string[] = [];
  const methods: AnyAuthMethod[] = [];
  const files = await Promise.all(config.identityFiles.map(readIdentity));
  const wanted = files.flatMap((file) => file.publicKey ?? []);
  const socket = config.identityAgent === 'none' ? undefined : (config.identityAgent ?? agentSocket);
  const inAgent = new Set<string>();
  if (socket === undefined) notes.push('no agent');
  else {
    const agent = new FilteredAgent(socket, wanted, config.identitiesOnly);
    try {
      const keys = await agent.keys();
      keys.forEach((key) => inAgent.add(fingerprint(key.getPublicSSH())));
      notes.push(keys.length === 0 ? 'the agent has no key for it' : `agent: ${[...inAgent].join(', ')}`);
      if (keys.length > 0) methods.push({ type: 'agent', username: config.user, agent });
    } catch {
      notes.push(`the agent at ${socket} does not answer`);
    }
  }
  for (const file of files) {
    if (file.note !== undefined) notes.push(file.note);
    if (file.encrypted && !(file.publicKey && inAgent.has(fingerprint(file.publicKey)))) hints.push(`ssh-add ${file.path}`);
    if (file.key) methods.push({ type: 'publickey', username: config.user, key: file.key });
  }
  return { methods, notes, hints };
}

interface IdentityFile {
  readonly path: string;
  readonly key?: Buffer;
  readonly publicKey?: Buffer;
  readonly encrypted: boolean;
  readonly note?: string;
}

async function readIdentity(path: string): Promise<IdentityFile> {
  const publicKey = await readPublicKey(`${path}.pub`);
  const base = { path, encrypted: false, ...(publicKey && { publicKey }) };
  let key: Buffer;
  try {
    key = await readFile(path);
    // Others' eyes on a private key: OpenSSH does not use such a file either.
    if (((await stat(path)).mode & 0o077) !== 0)
      return { ...base, note: `${path} may be read by others and is not used (chmod 600)` };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? base : { ...base, note: `${path} cannot be read (${code})` };
  }
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) {
    if (/encrypted|passphrase/i.test(parsed.message))
      return { ...base, encrypted: true, note: `${path} is encrypted: only an agent can use it` };
    return { ...base, note: `${path} is no private key that can be used: ${parsed.message}` };
  }
  const own: ParsedKey = parsed;
  // IdentityFile may name a public key whose private half is in the agent.
  if (!own.isPrivateKey()) return { ...base, publicKey: own.getPublicSSH() };
  return { ...base, key, publicKey: own.getPublicSSH(), note: `file ${path}` };
}

async function readPublicKey(path: string): Promise<Buffer | undefined> {
  try {
    const [, key] = (await readFile(path, 'utf8')).trim().split(/\s+/);
    return key === undefined ? undefined : Buffer.from(key, 'base64');
  } catch {
    return undefined;
  }
}

/** An agent of which only some keys are offered: servers close the connection after a few wrong ones. */
class FilteredAgent extends OpenSSHAgent {
  readonly #wanted: readonly Buffer[];
  readonly #only: boolean;

  constructor(socket: string, wanted: readonly Buffer[], only: boolean) {
    super(socket);
    this.#wanted = wanted;
    this.#only = only;
  }

  async keys(): Promise<ParsedKey[]> {
    const all = await new Promise<ParsedKey[]>((resolve, reject) => {
      super.getIdentities((error, keys) => {
        if (error) reject(error);
        else resolve((keys ?? []).flatMap((key) => ('pubKey' in key ? [] : [key])));
      });
    });
    const isWanted = (key: ParsedKey): boolean => this.#wanted.some((wanted) => wanted.equals(key.getPublicSSH()));
    return [...all.filter(isWanted), ...(this.#only ? [] : all.filter((key) => !isWanted(key)))];
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    this.keys().then(
      (keys) => callback(undefined, keys),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
