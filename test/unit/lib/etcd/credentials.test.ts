import { describe, expect, it } from 'vitest';
import { assertBareUser, readCredentials } from '../../../../src/lib/etcd/credentials.js';
import { isSkepError } from '../../../../src/lib/errors.js';

const files = (path: string): Promise<string> => Promise.resolve(`from ${path}\n`);

describe('readCredentials', () => {
  it.each([
    [{}, {}],
    [{ passwordVariable: 'p' }, {}],
    [{ user: 'a' }, { user: 'a' }],
    [
      { user: 'a', passwordVariable: 'p' },
      { user: 'a', password: 'p' },
    ],
    [{ user: 'a', passwordVariable: '' }, { user: 'a' }],
    [{ userVariable: 'a:p:q' }, { user: 'a', password: 'p:q' }],
    [
      { userVariable: 'a:p', passwordVariable: 'q' },
      { user: 'a', password: 'q' },
    ],
    [
      { user: 'a', userVariable: 'a:p' },
      { user: 'a', password: 'p' },
    ],
    [{ user: 'b', userVariable: 'a:p' }, { user: 'b' }],
    [
      { user: 'a', passwordFile: 'f', passwordVariable: 'q' },
      { user: 'a', password: 'from f' },
    ],
    [
      { userVariable: 'a:p', passwordFile: '-' },
      { user: 'a', password: 'from -' },
    ],
  ])('%j is %j', async (input, expected) => {
    expect(await readCredentials(input, files)).toEqual(expected);
  });

  it('refuses a password without a user', async () => {
    await expect(readCredentials({ passwordFile: 'f' }, files)).rejects.toMatchObject({ code: 'USAGE_INVALID' });
  });
});

describe('assertBareUser', () => {
  it('lets a name pass, and refuses a password without repeating it', () => {
    expect(assertBareUser('user', 'root', 'ETCDCTL_PASSWORD')).toBe('root');
    let error: unknown;
    try {
      assertBareUser('target-user', 'root:s3cret', 'SKEP_TARGET_PASSWORD');
    } catch (thrown) {
      error = thrown;
    }
    if (!isSkepError(error)) throw new Error('it was not refused');
    expect(error.exitCode).toBe(64);
    expect(error.hints.join('\n')).toMatch(/--target-password-file FILE[^]*SKEP_TARGET_PASSWORD/);
    expect(JSON.stringify([error.message, error.hints, error.details, error.stack])).not.toContain('s3cret');
  });
});
