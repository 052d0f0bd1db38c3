import { createHash } from 'node:crypto';

/** What a Service may be called up to 1.8: 24 characters, a letter first. */
const SERVICE_NAME = /^[a-z](?:[-a-z0-9]{0,22}[a-z0-9])?$/;

/**
 * The name of the Service that completion makes for a workload: the workload's own where a Service may have it and none has it
 * yet; else the beginning of it and a hash.
 * @param taken names of the Services in the namespace of the source
 */
export function completedServiceName(workload: string, taken: ReadonlySet<string>): string {
  if (SERVICE_NAME.test(workload) && !taken.has(workload)) return workload;
  const plain = workload.replaceAll(/[^-a-z0-9]/g, '-').replace(/^[^a-z]+/, '') || 'service';
  for (let turn = 0; ; turn += 1) {
    const hash = createHash('sha256')
      .update(turn === 0 ? workload : `${workload} ${turn}`)
      .digest('hex')
      .slice(0, 6);
    const name = `${plain.slice(0, 17).replace(/-+$/, '')}-${hash}`;
    if (!taken.has(name)) return name;
  }
}
