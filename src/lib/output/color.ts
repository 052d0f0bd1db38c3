import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';

export interface ColorInputs {
  readonly isTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was given. */
  readonly refused: boolean;
}

/**
 * Whether one stream gets colour. Decided for each stream, because stdout may be a pipe while stderr is a terminal. chalk is not
 * asked: it does not heed NO_COLOR.
 */
export function decideColor({ isTTY, env, refused }: ColorInputs): boolean {
  if (refused || isSet(env['NO_COLOR'])) return false;
  const forced = env['FORCE_COLOR'];
  if (isSet(forced)) return forced !== '0' && forced !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

export type Paint = ChalkInstance;

/** Colours for a stream; without colour every function gives its text back unchanged. */
export function paintFor(stream: { readonly color: boolean }): Paint {
  return new Chalk({ level: stream.color ? 1 : 0 });
}
