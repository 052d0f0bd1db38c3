import { CommandHelp, Help } from '@oclif/core/help';

const ORDER = ['USAGE', 'EXAMPLES', 'ARGUMENTS', 'FLAGS', 'DESCRIPTION'];

/** A command's help with the examples where they are read: before the flags. */
class ExamplesFirst extends CommandHelp {
  protected override defaultUsage(): string {
    const args = Object.values(this.command.args).map((arg) =>
      (arg.required === true ? arg.name : `[${arg.name}]`).toUpperCase(),
    );
    const required = Object.values(this.command.flags).filter((flag) => flag.required === true);
    const flags = required.map((flag) => `--${flag.name} ${'helpValue' in flag ? String(flag.helpValue) : 'VALUE'}`);
    return ['<%= command.id %>', ...args, ...flags, '[flags]'].join(' ');
  }

  /** The summary already stands on top. */
  protected override description(): string | undefined {
    return this.command.description === undefined ? undefined : this.wrap(this.command.description);
  }

  protected override sections(): ReturnType<CommandHelp['sections']> {
    const place = (header: string): number => (ORDER.includes(header) ? ORDER.indexOf(header) : ORDER.length);
    return super.sections().sort((a, b) => place(a.header) - place(b.header));
  }
}

export default class SkepHelp extends Help {
  protected override CommandHelpClass = ExamplesFirst;
}
