import { CommandHelp, Help } from '@oclif/core/help';
import { HELP_TOPICS } from './help-topics.js';
import { SkepError } from './lib/errors.js';

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

  /** A flag that may be given several times has an empty list as its default, which is nothing to tell. */
  protected override flags(flags: Parameters<CommandHelp['flags']>[0]): ReturnType<CommandHelp['flags']> {
    return super.flags(
      flags.map((flag) => {
        const isEmptyList = flag.type === 'option' && Array.isArray(flag.default) && flag.default.length === 0;
        return isEmptyList ? { ...flag, default: undefined } : flag;
      }),
    );
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

/** Do the words begin with this command? What follows it are arguments. */
function isWithin(id: string, words: readonly string[]): boolean {
  return id.split(':').every((part, index) => part === words[index]);
}

export default class SkepHelp extends Help {
  protected override CommandHelpClass = ExamplesFirst;

  override async showHelp(argv: string[]): Promise<void> {
    const words = argv.filter((word) => !word.startsWith('-'));
    const topic = words.length === 1 ? HELP_TOPICS.find(({ name }) => name === words[0]) : undefined;
    if (topic !== undefined) {
      this.log(topic.text(this.config.commands));
      return;
    }
    const id = words.join(':');
    const { bin } = this.config;
    if (id !== '' && !this.config.commands.some((one) => isWithin(one.id, words)) && this.config.findTopic(id) === undefined)
      throw new SkepError('COMMAND_UNKNOWN', `there is no help about ${words.join(' ')}`, { hints: [`${bin} --help`] });
    await super.showHelp(argv);
  }

  protected override async showRootHelp(): Promise<void> {
    await super.showRootHelp();
    const topics = HELP_TOPICS.map(({ name, summary }): [string, string] => [`help ${name}`, summary]);
    this.log(this.section('MORE', this.renderList(topics, { indentation: 2, spacer: '\n', stripAnsi: false })));
    this.log('');
  }
}
