import type { Hook } from '@oclif/core';
import { SkepError } from '../lib/errors.js';
import { closestTo } from '../lib/output/closest.js';

/** An unknown command ends with 127 and names what is spelled most alike. It never asks. */
const commandNotFound: Hook<'command_not_found'> = ({ id, config }) => {
  const known = config.commands.filter((command) => !command.hidden).map((command) => spaced(command.id));
  const topics = config.topics.filter((topic) => !topic.hidden).map((topic) => spaced(topic.name));
  const asked = wordsOf(id);
  const close = closestTo(asked, [...known, ...topics]);
  return Promise.reject(
    new SkepError('COMMAND_UNKNOWN', `${asked} is not a command of ${config.bin}`, {
      hints: [...(close === undefined ? [] : [`${config.bin} ${close}`]), `${config.bin} --help`],
      details: { command: asked, ...(close === undefined ? {} : { didYouMean: close }) },
    }),
  );
};

/** What may be meant as a command: oclif takes all words for one, arguments included, and no command has more than two. */
function wordsOf(id: string): string {
  const words = id.split(':').filter((word) => word !== '');
  return words.slice(0, words.slice(1, 2).some((word) => /^[a-z][a-z-]*$/.test(word)) ? 2 : 1).join(' ');
}

function spaced(id: string): string {
  return id.replaceAll(':', ' ');
}

export default commandNotFound;
