import { compareReleases } from '../kinds/release.js';
import type { Release } from '../kinds/release.js';
import type { EtcdApi } from '../ports/store.js';

/** What a kube-apiserver binary says of itself. */
export interface ApiserverFlags {
  /** Of its `--version`. */
  readonly release: Release;
  /** Flag name -> its line of `--help`. Deprecated flags are hidden there: ask `accepts`. */
  readonly described: ReadonlyMap<string, string>;
  /** Whether the binary takes the flag, hidden or not. */
  accepts(flag: string): boolean;
}

/** Where the scratch server finds its things, and what the data ask of it. */
export interface ApiserverSetting {
  readonly etcd: string;
  readonly api: EtcdApi;
  /** As `--etcd-prefix` wants it: "/registry". */
  readonly etcdPrefix: string;
  readonly securePort: number;
  /** Only for servers that cannot go without it (before 1.6). */
  readonly insecurePort: number;
  readonly certDirectory: string;
  readonly tokenFile: string;
  readonly serviceAccountKeyFile: string;
  /** The ranges that the stored allocations were made from; with others the server's repair loops would complain. */
  readonly serviceClusterIpRange: string;
  readonly serviceNodePortRange?: string;
  readonly encryptionConfig?: string;
  /** More or other flags, "--name=value"; they win over what is chosen here. */
  readonly extra?: readonly string[];
}

/** Flags that a server may take without describing them, because they are deprecated: worth a question to the binary. */
export const HIDDEN_FLAGS = ['insecure-port', 'insecure-bind-address'] as const;

/** The value is an address that no interface has: nothing may be sent to what a scratch server advertises. */
const NOWHERE = '192.0.2.1';
const ISSUER = 'https://kubernetes.default.svc';

export function parseHelp(text: string): ReadonlyMap<string, string> {
  const described = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*(?:-\w, )?--([a-z0-9-]+)/.exec(line);
    if (match?.[1] !== undefined) described.set(match[1], line.trim());
  }
  return described;
}

/**
 * The arguments under which this binary serves the copy: on loopback, by token only, everything that it can serve, writing
 * nothing that it can be kept from writing. A flag that the binary does not know is left out.
 */
export function apiserverArguments(flags: ApiserverFlags, setting: ApiserverSetting): readonly string[] {
  const chosen: [name: string, value: string | undefined][] = [
    ['etcd-servers', `http://${setting.etcd}`],
    ['etcd-prefix', setting.etcdPrefix],
    ['storage-backend', storageBackend(flags, setting.api)],
    ['encryption-provider-config', setting.encryptionConfig],
    [
      'experimental-encryption-provider-config',
      flags.accepts('encryption-provider-config') ? undefined : setting.encryptionConfig,
    ],
    ['etcd-compaction-interval', '0'],
    ['etcd-count-metric-poll-period', '0'],
    // Lists come from etcd itself, so that one undecodable object is an answer rather than a cache that never fills.
    ['watch-cache', 'false'],
    ['bind-address', '127.0.0.1'],
    ['secure-port', String(setting.securePort)],
    ['insecure-bind-address', '127.0.0.1'],
    ['insecure-port', insecurePort(flags, setting)],
    ['advertise-address', NOWHERE],
    ['endpoint-reconciler-type', 'none'],
    // Every release makes a self-signed certificate there when it is given none.
    ['cert-dir', setting.certDirectory],
    ['token-auth-file', setting.tokenFile],
    ['anonymous-auth', 'false'],
    ['authorization-mode', 'AlwaysAllow'],
    ['service-account-key-file', setting.serviceAccountKeyFile],
    ['service-account-signing-key-file', setting.serviceAccountKeyFile],
    ['service-account-issuer', ISSUER],
    ['service-account-lookup', 'false'],
    ['service-cluster-ip-range', setting.serviceClusterIpRange],
    ['service-node-port-range', setting.serviceNodePortRange],
    ['runtime-config', runtimeConfig(flags.release)],
    ...admission(flags),
    ['enable-priority-and-fairness', 'false'],
    ['allow-privileged', 'true'],
    ['profiling', 'false'],
  ];
  const own = new Set((setting.extra ?? []).map((flag) => flag.replace(/^--/, '').split('=')[0]));
  return [
    ...chosen.flatMap(([name, value]) =>
      value === undefined || own.has(name) || !flags.accepts(name) ? [] : [`--${name}=${value}`],
    ),
    ...(setting.extra ?? []),
  ];
}

function storageBackend(flags: ApiserverFlags, api: EtcdApi): string | undefined {
  if (api === 'v2') return 'etcd2';
  // etcd3 is the default from 1.6 on; a server that still offers the choice takes it either way.
  return flags.described.get('storage-backend') === undefined ? undefined : 'etcd3';
}

/** From 1.6 on 0 switches the insecure port off; before, 0 means any port on that address. */
function insecurePort(flags: ApiserverFlags, setting: ApiserverSetting): string {
  return compareReleases(flags.release, '1.6') < 0 ? String(setting.insecurePort) : '0';
}

function runtimeConfig(release: Release): string {
  // In 1.3 these two resources of an enabled group are off by themselves.
  if (compareReleases(release, '1.4') < 0) {
    return 'api/all=true,extensions/v1beta1/podsecuritypolicy=true,extensions/v1beta1/networkpolicies=true';
  }
  return 'api/all=true';
}

/** From 1.10 on a list of plugins is on by default, told by the help; before, AlwaysAdmit is the default. */
function admission(flags: ApiserverFlags): [string, string | undefined][] {
  const line = flags.described.get('disable-admission-plugins');
  const defaults = line === undefined ? undefined : /default enabled plugins list \(([^)]*)\)/.exec(line)?.[1];
  if (defaults !== undefined) return [['disable-admission-plugins', defaults.replaceAll(' ', '')]];
  return [['admission-control', 'AlwaysAdmit']];
}
