import type { Command } from '@oclif/core';
import { Config } from '@oclif/core';
import { code, GENERATED, table } from './markdown.js';

/** One page a topic, from the same metadata that `--help` prints. */
export async function commandPages(root: string): Promise<[string, string][]> {
  const config = await Config.load(root);
  const own = config.commands.filter((command) => command.pluginName === config.name && !command.hidden);
  const topics = [...new Set(own.map((command) => command.id.split(':')[0] ?? ''))].sort();
  return topics.map((topic) => {
    const commands = own.filter((command) => command.id.split(':')[0] === topic).sort((a, b) => (a.id < b.id ? -1 : 1));
    const description = config.topics.find((known) => known.name === topic)?.description ?? '';
    return [
      `commands/${topic}.md`,
      `${GENERATED}# skep ${topic}\n\n${description}\n\n${commands.map(commandSection).join('\n')}`,
    ];
  });
}

function commandSection(command: Command.Loadable): string {
  const name = `skep ${command.id.replaceAll(':', ' ')}`;
  const args = Object.values(command.args);
  const usage = `${name} ${args.map((arg) => argText(arg)).join(' ')} [flags]`.replaceAll(/ +/g, ' ');
  const parts = [
    `## ${name}\n`,
    `${command.summary ?? ''}\n`,
    `\`\`\`\n${usage}\n\`\`\`\n`,
    ...(command.description === undefined ? [] : [`${command.description}\n`]),
    `Examples:\n\n\`\`\`\n${(command.examples ?? []).map((example) => exampleText(example, name)).join('\n')}\n\`\`\`\n`,
    ...(args.length === 0
      ? []
      : [
          table(
            ['argument', 'meaning'],
            args.map((arg) => [code(argText(arg)), arg.description ?? '']),
          ),
        ]),
    table(
      ['flag', 'meaning', 'default', 'variable'],
      Object.values(command.flags).map((flag) => [
        code(flagText(flag)),
        flag.description ?? flag.summary ?? '',
        defaultText(flag),
        code(flag.env ?? ''),
      ]),
    ),
  ];
  return parts.join('\n');
}

function argText(arg: Command.Arg.Cached): string {
  const name = arg.name.toUpperCase();
  return arg.required === true ? name : `[${name}]`;
}

function exampleText(example: Command.Example, name: string): string {
  const text = typeof example === 'string' ? example : example.command;
  return text.replaceAll('<%= config.bin %> <%= command.id %>', name);
}

function flagText(flag: Command.Flag.Cached): string {
  const short = flag.char === undefined ? '' : `-${flag.char}, `;
  if (flag.type === 'boolean') return `${short}--${flag.name}`;
  const value =
    flag.options === undefined ? (flag.helpValue ?? flag.name.toUpperCase().replaceAll('-', '_')) : flag.options.join('|');
  return `${short}--${flag.name} ${String(value)}`;
}

function defaultText(flag: Command.Flag.Cached): string {
  const value: unknown = flag.type === 'option' ? flag.default : undefined;
  return typeof value === 'string' || typeof value === 'number' ? code(String(value)) : '';
}
