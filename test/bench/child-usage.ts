import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Usage {
  readonly seconds: number;
  /** The highest resident set that was seen; sampled, so it may miss a short peak at the very end. */
  readonly peakBytes: number;
}

const SAMPLE_MS = 10;

/** Runs a program to its end and tells what it took. @throws Error when it fails, with what it wrote to stderr */
export async function usageOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Usage> {
  const started = process.hrtime.bigint();
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-4000);
  });
  let peakBytes = 0;
  const sampler = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(code)}: ${stderr}`);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, peakBytes };
}

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    // The process has just ended.
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
