import type { Host } from '../../ports/host.js';
import { hostOver } from '../host.js';
import type { HostOptions } from '../host.js';
import type { ConnectOptions } from './connect.js';
import type { HostAddress } from './ssh-config.js';
import { SshTransport } from './ssh-transport.js';

export interface SshHostOptions extends HostOptions, ConnectOptions, HostAddress {
  /** How Skep calls it; the ssh name by default. */
  readonly name?: string;
  /** Commands at a time over the one connection. 8 by default: sshd's MaxSessions is 10, and ending one needs a place too. */
  readonly maxChannels?: number;
}

/**
 * A machine by ssh. It connects with the first command, keeps the connection, and connects anew when it broke while nothing ran;
 * a command whose fate is unknown is never run again by itself.
 */
export function sshHost(options: SshHostOptions): Host {
  const { name = options.host } = options;
  return hostOver(name, new SshTransport(name, options, options.maxChannels ?? 8), options);
}
