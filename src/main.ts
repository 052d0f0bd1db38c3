import { run } from '@oclif/core/run';
import { decideColor } from './lib/output/color.js';
import { failureOf, printFailure, silentExit } from './lib/output/failure.js';
import type { NodeOutput } from './lib/output/node-stream.js';
import { textStream } from './lib/output/node-stream.js';
import type { Terminal } from './lib/ports/terminal.js';

export interface MainInput {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeOutput;
  readonly stderr: NodeOutput;
  /** A file URL inside the package: oclif finds its configuration from there. */
  readonly root: string;
}

/** Runs one command line to its end. Never throws. @returns the exit code */
export async function main(input: MainInput): Promise<number> {
  const terminal = terminalOf(input);
  try {
    await run([...input.argv], input.root);
    return 0;
  } catch (error) {
    const silent = silentExit(error);
    if (silent !== undefined) return silent;
    const failure = failureOf(error);
    await printFailure(terminal, failure, {
      format: errorForm(input.argv, input.env['SKEP_OUTPUT']),
      debug: flagsOf(input.argv).includes('--debug') || ['1', 'true'].includes(input.env['SKEP_DEBUG'] ?? ''),
    });
    return failure.exitCode;
  }
}

function terminalOf({ argv, env, stdout, stderr }: MainInput): Terminal {
  const refused = flagsOf(argv).includes('--no-color');
  const stream = (output: NodeOutput) => textStream(output, decideColor({ isTTY: output.isTTY === true, env, refused }));
  return { out: stream(stdout), err: stream(stderr) };
}

/** Read from the bare arguments, because the error to print may be that they could not be parsed. */
function errorForm(argv: readonly string[], byEnvironment: string | undefined): 'text' | 'json' | 'ndjson' {
  const flags = flagsOf(argv);
  const asked = flags.flatMap((flag, index) => {
    if (flag === '-o' || flag === '--output') return flags[index + 1] ?? '';
    return /^(?:--output=|-o=?)(.+)$/.exec(flag)?.[1] ?? [];
  });
  const form = asked.at(-1) ?? byEnvironment;
  return form === 'json' || form === 'ndjson' ? form : 'text';
}

function flagsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}
