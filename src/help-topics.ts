import type { Command } from '@oclif/core';
import { EXIT, EXIT_MEANINGS } from './lib/errors.js';
import { STORE_FORMS } from './lib/etcd/location.js';

/** What can be asked about besides commands: `skep help exit-codes`. */
export interface HelpTopic {
  readonly name: string;
  readonly summary: string;
  /** The commands say which variables their flags read. */
  text(commands: readonly Command.Loadable[]): string;
}

export const HELP_TOPICS: readonly HelpTopic[] = [
  { name: 'environment', summary: 'Environment variables that Skep reads.', text: environmentText },
  { name: 'exit-codes', summary: 'What the exit code of a command says.', text: exitCodesText },
  { name: 'stores', summary: 'How a store is written on the command line.', text: storesText },
];

function exitCodesText(): string {
  const rows = Object.entries(EXIT).map(([name, code]): [string, string] => [
    String(code),
    EXIT_MEANINGS[name as keyof typeof EXIT],
  ]);
  return `The same for every command, in text and in JSON.\n\n${aligned(rows)}`;
}

function storesText(): string {
  return [
    'Wherever a command takes a store, it is one of',
    '',
    ...STORE_FORMS.map((form) => `  ${form}`),
    '',
    'A data directory is only read, never written. One that holds a v2 and a v3 store needs --api v2 or --api v3.',
    'A resource that the API server keeps in another store is named by --override RESOURCE=SOURCE[,TARGET].',
  ].join('\n');
}

/** Variables that no flag declares. */
const OTHER_VARIABLES: readonly (readonly [string, string])[] = [
  ['ETCDCTL_USER', 'user name, or NAME:PASSWORD'],
  ['ETCDCTL_PASSWORD', 'password of that user'],
  ['SKEP_TARGET_USER', 'the same for the other side'],
  ['SKEP_TARGET_PASSWORD', 'password of that user'],
  ['NO_COLOR', 'no colours, if it is not empty'],
  ['FORCE_COLOR', 'colours also where no terminal is'],
];

function environmentText(commands: readonly Command.Loadable[]): string {
  const rows = new Map<string, string>(OTHER_VARIABLES);
  for (const flag of commands.flatMap((command) => Object.values(command.flags)))
    if (flag.env !== undefined) rows.set(flag.env, `--${flag.name}: ${flag.description ?? ''}`);
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return `A flag on the command line wins over its variable.\n\n${aligned(sorted)}`;
}

function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`).join('\n');
}
