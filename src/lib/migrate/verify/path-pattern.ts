import { compilePath, type PathStep } from '../../kinds/path.js';

/** A path with wildcards, parsed once, that concrete paths are held against. */
export type PathPattern = readonly PathStep[];

export function pathPattern(path: string): PathPattern {
  return compilePath(path).steps;
}

/** 'exactly': the pattern's own place; 'below': there, inside it, or a whole that contains it. */
export function matchesPath(path: string, pattern: PathPattern, how: 'exactly' | 'below'): boolean {
  const { steps } = compilePath(path);
  if (how === 'exactly' && steps.length !== pattern.length) return false;
  const common = Math.min(steps.length, pattern.length);
  for (let i = 0; i < common; i++) {
    const wanted = pattern[i];
    const step = steps[i];
    if (wanted === undefined || step === undefined || !matchesStep(step, wanted)) return false;
  }
  return true;
}

function matchesStep(step: PathStep, wanted: PathStep): boolean {
  switch (wanted.at) {
    case 'elements':
      return step.at === 'index';
    case 'values':
      return step.at === 'key';
    case 'key':
      return step.at === 'key' && step.key === wanted.key;
    case 'index':
      return step.at === 'index' && step.index === wanted.index;
  }
}
