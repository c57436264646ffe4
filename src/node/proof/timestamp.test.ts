import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer, text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createAuthor,
  issueLedger,
  readLedgerVersion,
  requestStamp,
} from '../../authorship/index.ts';
import { createOpensslAuthority } from './openssl-authority.ts';
import { writeBelow, writeSmallContent } from '../content/small-content.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/timestamp.ts', import.meta.url));
const authority = createOpensslAuthority('Quay');
const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada',
  site: 'https://ada.example/',
});

let dir: string;
let ledger: string;
let clock: Awaited<ReturnType<typeof authority.serve>>;
let bitcoin: Awaited<ReturnType<typeof fakeBitcoin>>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'timestamp-'));
  ledger = join(dir, 'ledger');
  clock = await authority.serve();
  bitcoin = await fakeBitcoin();
  await writeSmallContent(dir);
  await copyFile(authority.root, join(dir, 'quay-root.pem'));
  await configure(['- { id: quay, url: %, root: ./quay-root.pem }', clock.url]);
});
afterAll(async () => {
  await clock.close();
  await bitcoin.close();
  await rm(dir, { recursive: true });
});

/** Writes the authorities into the profile: pairs of a line and the address in it. */
async function configure(...authorities: readonly (readonly [string, string])[]): Promise<void> {
  const profile = (await readFile(join(dir, 'profile.yaml'), 'utf8')).replace(
    /^timestamps:[^]*/m,
    '',
  );
  const lines = authorities.map(([line, url]) => `    ${line.replace('%', url)}`);
  const more = `  calendars: [${bitcoin.url}]\n  explorer: ${bitcoin.url}\n`;
  const timestamps = `timestamps:\n  authorities:\n${lines.join('\n')}\n${more}`;
  await writeFile(join(dir, 'profile.yaml'), profile + timestamps);
}

/** A calendar that promises, and keeps its promise once `mine` was called. It knows no headers. */
async function fakeBitcoin() {
  let isMined = false;
  const server = createServer((request, response) => {
    const height = [0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 0x01, 0x05];
    if (request.url === '/digest') void buffer(request).then(() => response.end(promise(url())));
    else if (request.url?.startsWith('/timestamp/') && isMined) response.end(Buffer.from(height));
    else response.writeHead(404).end('no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url(),
    mine: () => {
      isMined = true;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What a calendar answers at once: a promise of the calendar at `uri`. */
function promise(uri: string): Buffer {
  const tag = [0x00, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e];
  return Buffer.from([...tag, uri.length + 1, uri.length, ...Buffer.from(uri)]);
}

const timestamp = (...args: string[]) => runNode(SCRIPT, '--content', dir, ...args);

async function runNode(...args: string[]) {
  const child = spawn(process.execPath, args);
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { stdout, stderr, code };
}

test('without a ledger there is nothing to stamp', async () => {
  const { code, stderr } = await timestamp();
  expect(code).toBe(2);
  expect(stderr).toContain('npm run build');
});

test('the newest version gets a time stamp that openssl verifies', async () => {
  const first = issueLedger([], author, null);
  const read = await readLedgerVersion(first);
  await writeBelow(ledger, '1.sd-jwt', first);
  if (read.status === 'valid')
    await writeBelow(ledger, '2.sd-jwt', issueLedger([], author, read.version));
  const { code, stdout } = await timestamp();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^version 1 {2}no time witness$/m);
  expect(stdout).toMatch(/^version 2 {2}quay {2}valid {2}20\d\d-.*Quay Clock, Quay Root/m);
  expect(stdout).toMatch(/^version 2 {2}calendars {2}pending {2}.*http:/m);
  const verified = execFileSync(
    'openssl',
    ['ts', '-verify', '-data', '2.sd-jwt', '-in', '2.quay.tsr', '-CAfile', authority.root],
    { cwd: ledger, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  expect(verified.toString()).toContain('Verification: OK');
  expect(() =>
    execFileSync(
      'openssl',
      ['ts', '-verify', '-data', '1.sd-jwt', '-in', '2.quay.tsr', '-CAfile', authority.root],
      { cwd: ledger, stdio: 'ignore' },
    ),
  ).toThrow();
});

test('what was answered is not asked again, and one authority more is a file more', async () => {
  const hash = async () =>
    createHash('sha256')
      .update(await readFile(join(ledger, '2.quay.tsr')))
      .digest('hex');
  const before = await hash();
  const stranger = await createOpensslAuthority('Other').serve();
  await configure(
    ['- { id: quay, url: %, root: ./quay-root.pem }', clock.url],
    ['- { id: second, url: %, root: ./quay-root.pem }', clock.url],
    ['- { id: down, url: % }', 'http://127.0.0.1:1/'],
    ['- { id: other-root, url: % }', stranger.url],
  );
  const { code, stderr } = await timestamp();
  await stranger.close();
  expect(code).toBe(0);
  expect(stderr).toContain('warning: down: it could not be reached');
  expect(stderr).toContain('warning: other-root: its certificates lead to no known root');
  expect(await hash()).toBe(before);
  expect((await readdir(ledger)).map((name) => basename(name))).toEqual([
    '1.sd-jwt',
    '2.ots',
    '2.quay.tsr',
    '2.sd-jwt',
    '2.second.tsr',
  ]);
});

test('a promise becomes an attestation once the calendar has kept it', async () => {
  expect((await timestamp('--upgrade')).stdout).toMatch(/calendars {2}pending/);
  bitcoin.mine();
  const { code, stdout } = await timestamp('--upgrade');
  expect(code).toBe(0);
  expect(stdout).toMatch(/calendars {2}attested {4}Bitcoin block 5, Merkle root [\da-f]{64}/);
});

test('promises of pools and of our calendars are followed, those of others are not', async () => {
  const calendars = [bitcoin.url, 'https://alice.btc.calendar.opentimestamps.org'];
  const stamp = requestStamp(await readFile(join(ledger, '1.sd-jwt')), Buffer.alloc(16, 1));
  const stamped = stamp.finish([...calendars, 'http://stranger.example'].map(promise));
  await writeFile(join(ledger, '1.ots'), stamped ?? '');
  const asks = `globalThis.fetch = async (url) => { console.error('asked ' + url); throw 0; };`;
  const { stderr } = await runNode(
    ...['--import', `data:text/javascript,${asks}`, SCRIPT, '--content', dir, '--upgrade'],
  );
  const asked = [...stderr.matchAll(/^asked (.+)\/timestamp\/[\da-f]{64}$/gm)];
  expect(asked.map(([, calendar]) => calendar).toSorted()).toEqual(calendars);
  await rm(join(ledger, '1.ots'));
});

test('what a certificate calls itself cannot reach the terminal', async () => {
  const stranger = await createOpensslAuthority('\u001b[31mRed').serve();
  await configure(
    ['- { id: quay, url: %, root: ./quay-root.pem }', clock.url],
    ['- { id: red, url: % }', stranger.url],
  );
  const { stderr } = await timestamp();
  await stranger.close();
  expect(stderr).toContain('\ufffd[31mRed');
  expect(stderr).not.toContain('\u001b');
});

test('no authority that answers is an error', async () => {
  await rm(join(ledger, '2.quay.tsr'));
  await rm(join(ledger, '2.second.tsr'));
  await configure(['- { id: down, url: % }', 'http://127.0.0.1:1/']);
  expect((await timestamp()).code).toBe(1);
});
