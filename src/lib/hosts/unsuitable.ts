import { SkepError } from '../errors.js';

/** The error for a supervisor that could not do its work. */
export function unsuitable(host: string, { word, rest }: { readonly word: string; readonly rest: string }): SkepError {
  if (word === 'unwritable') {
    return new SkepError('HOST_UNSUITABLE', `${host}: ${rest} cannot be written`, {
      hints: ['look for a full disk; the directory must be on a local disk and belong to the user that runs the commands'],
    });
  }
  if (word === 'damaged') {
    return new SkepError('HOST_UNSUITABLE', `${host}: ${rest} is damaged`, {
      hints: [`remove ${rest} on ${host} once no other run works there, then adopt the authority again: skep lock adopt`],
    });
  }
  if (word === 'stuck')
    return new SkepError('HOST_COMMAND_TIMEOUT', `${host}: a command was ended, and part of it is still there`);
  if (word === 'busy') return new SkepError('HOST_COMMAND_TIMEOUT', `${host}: ${rest}`);
  return new SkepError('HOST_UNSUITABLE', `${host}: ${rest === '' ? word : rest}`);
}
