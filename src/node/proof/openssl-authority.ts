import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A time stamping authority for tests: openssl itself, with certificates of its own. */
export interface OpensslAuthority {
  /** Where its root certificate is, PEM. */
  readonly root: string;
  /** @returns its answer to a request, both DER. */
  reply(request: Uint8Array): Uint8Array;
  /** Answers over HTTP until closed. */
  serve(): Promise<{ url: string; close: () => Promise<void> }>;
}

const CONFIG = `
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = serial
signer_cert = tsa.pem
certs = root.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[leaf]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
`;

/** Makes keys and certificates in a new temporary folder. */
export function createOpensslAuthority(name: string): OpensslAuthority {
  const dir = mkdtempSync(join(tmpdir(), 'colophon-tsa-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['pipe', 'pipe', 'pipe'] });
  writeFileSync(join(dir, 'tsa.cnf'), CONFIG);
  writeFileSync(join(dir, 'serial'), '01\n');
  const key = ['-newkey', 'rsa:2048', '-noenc'];
  openssl(
    ...['req', '-x509', ...key, '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650'],
    ...['-subj', `/CN=${name} Root`, '-config', 'tsa.cnf', '-extensions', 'root'],
  );
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/CN=${name} Clock`);
  openssl(
    ...['x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-days', '3650'],
    ...['-out', 'tsa.pem', '-extfile', 'tsa.cnf', '-extensions', 'leaf', '-set_serial', '7'],
  );
  const reply = (request: Uint8Array) => {
    writeFileSync(join(dir, 'request.tsq'), request);
    openssl(
      ...['ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa_config'],
      ...['-queryfile', 'request.tsq', '-out', 'reply.tsr'],
    );
    return new Uint8Array(readFileSync(join(dir, 'reply.tsr')));
  };
  return { root: join(dir, 'root.pem'), reply, serve: () => serve(reply) };
}

async function serve(reply: (request: Uint8Array) => Uint8Array) {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(reply(new Uint8Array(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
