import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestAuthority {
  readonly ca: string;
  /** Makes a certificate for 127.0.0.1 that serves as a server's and as a client's. */
  issue(name: string): { readonly cert: string; readonly key: string };
  remove(): void;
}

/** A certificate authority for a day, made with the openssl program. */
export function makeAuthority(name: string): TestAuthority {
  const directory = mkdtempSync(join(tmpdir(), 'skep-ca-'));
  const at = (file: string): string => join(directory, file);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  openssl('req', '-x509', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', `/CN=${name}`);
  writeFileSync(at('leaf.cnf'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n');
  return {
    ca: at('ca.pem'),
    issue(subject) {
      const [cert, key, request] = [at(`${subject}.pem`), at(`${subject}.key`), at(`${subject}.csr`)];
      openssl('req', ...newKey.slice(0, -2), '-keyout', key, '-out', request, '-subj', `/CN=${subject}`);
      const signer = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'];
      openssl('x509', '-req', '-in', request, ...signer, '-days', '1', '-extfile', at('leaf.cnf'), '-out', cert);
      return { cert, key };
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
