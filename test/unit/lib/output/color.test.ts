import { describe, expect, it } from 'vitest';
import { decideColor, paintFor } from '../../../../src/lib/output/color.js';

describe('the colour decision', () => {
  const terminal = { isTTY: true, refused: false, env: { TERM: 'xterm' } };

  it.each([
    ['a terminal', terminal, true],
    ['a pipe', { ...terminal, isTTY: false }, false],
    ['NO_COLOR', { ...terminal, env: { NO_COLOR: '1' } }, false],
    ['an empty NO_COLOR', { ...terminal, env: { NO_COLOR: '' } }, true],
    ['a dumb terminal', { ...terminal, env: { TERM: 'dumb' } }, false],
    ['FORCE_COLOR in a pipe', { ...terminal, isTTY: false, env: { FORCE_COLOR: '1' } }, true],
    ['FORCE_COLOR=0 on a terminal', { ...terminal, env: { FORCE_COLOR: '0' } }, false],
    ['NO_COLOR over FORCE_COLOR', { ...terminal, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
    ['--no-color over FORCE_COLOR', { ...terminal, refused: true, env: { FORCE_COLOR: '1' } }, false],
  ] as const)('%s', (_name, inputs, expected) => {
    expect(decideColor(inputs)).toBe(expected);
  });

  it('does not let chalk decide for itself', () => {
    expect(paintFor({ color: false }).red('x')).toBe('x');
    expect(paintFor({ color: true }).red('x')).toBe('\u001b[31mx\u001b[39m');
  });
});
