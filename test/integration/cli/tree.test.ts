import { fileURLToPath } from 'node:url';
import { Config, type Command } from '@oclif/core';
import { describe, expect, it } from 'vitest';

/** What pipelines rely on: removing or renaming a command, an argument, a flag or a variable must be meant. */
describe('the command tree', async () => {
  const config = await Config.load(fileURLToPath(new URL('../../../', import.meta.url)));
  const own = config.commands.filter((command) => command.pluginName === config.name).sort((a, b) => (a.id < b.id ? -1 : 1));

  it('is what it was', () => {
    expect(own.map(lineOf).join('\n')).toMatchSnapshot();
  });

  it.each(own.map((command) => [command.id, command] as const))(
    '%s has a summary and two examples with long flags',
    (_id, command) => {
      expect(command.summary).toMatch(/^[A-Z].*\.$/);
      const examples = (command.examples ?? []).map(String);
      expect(examples.length).toBeGreaterThanOrEqual(2);
      for (const example of examples) expect(example).not.toMatch(/ -[a-z]\b/);
    },
  );

  it.each(own.map((command) => [command.id, command] as const))(
    '%s takes the common flags, and keeps -o and -q for them',
    (_id, command) => {
      for (const name of ['output', 'quiet', 'no-color', 'debug']) expect(command.flags).toHaveProperty(name);
      for (const flag of Object.values(command.flags))
        if (flag.char !== undefined) expect(['output', 'quiet']).toContain(flag.name);
      for (const flag of Object.values(command.flags)) expect(flag.description ?? '', flag.name).not.toBe('');
    },
  );
});

function lineOf(command: Command.Loadable): string {
  const args = Object.values(command.args).map((arg) => (arg.required === true ? arg.name : `[${arg.name}]`));
  const flags = Object.values(command.flags)
    .map((flag) => {
      const values = flag.type === 'option' ? `=${flag.options?.join('|') ?? ''}` : '';
      return `  --${flag.name}${values}${flag.required === true ? ' required' : ''}${flag.env === undefined ? '' : ` ${flag.env}`}`;
    })
    .sort();
  return [`${command.id.replaceAll(':', ' ')} ${args.join(' ')}`, ...flags].join('\n');
}
