import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthor, makeDidDocument, makeJwks } from '../../authorship/index.ts';
import { readBackup, toWords } from './backup.ts';
import { formatSeed, readRetiredSeeds } from './seed.ts';
import { writeBelow, writeSmallContent } from '../content/small-content.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/identity.ts', import.meta.url));
const HOST = 'ada.example';
const PASSPHRASE = 'seven lanterns over a quiet harbour';
const seed = new Uint8Array(32).fill(7);
const author = createAuthor(seed, { name: 'Ada Example', site: `https://${HOST}/` });

let dir: string;
let content: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'identity-'));
  content = join(dir, 'content');
  await writeSmallContent(content);
  await writeFile(join(dir, 'passphrase'), `${PASSPHRASE}\n`);
});
afterAll(() => rm(dir, { recursive: true }));

const seedOf = (home: string) => join(dir, home, HOST, 'seed');

async function withSeed(home: string): Promise<string> {
  await writeBelow(join(dir, home, HOST), 'seed', formatSeed(seed));
  await chmod(seedOf(home), 0o600);
  return home;
}

async function identity(home: string, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [SCRIPT, ...args, '--content', content], {
    env: { ...process.env, COLOPHON_HOME: join(dir, home), COLOPHON_SEED: '' },
  });
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { stdout, stderr, code };
}

test('without a seed there is no identity, and none is made', async () => {
  const { code, stderr } = await identity('none', ['show']);
  expect(code).toBe(2);
  expect(stderr).toContain('npm run build');
  await expect(stat(seedOf('none'))).rejects.toThrow();
});

test('the key is shown, and the seed is not', async () => {
  const { code, stdout } = await identity(await withSeed('shown'), ['--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    fingerprint: author.fingerprint,
    did: `did:web:${HOST}`,
    dns: `_colophon.${HOST} TXT "colophon=${author.fingerprint}"`,
  });
  expect(stdout).not.toContain('BwcHBwcH');
});

describe('a backup', () => {
  test('restores from the age file and from the words, each alone', async () => {
    const home = await withSeed('backed');
    const passphrase = ['--passphrase-file', join(dir, 'passphrase')];
    const made = await identity(home, ['backup', ...passphrase]);
    expect(made.code).toBe(0);
    const folder = join(dir, home, HOST, 'backup');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const age = join(folder, `colophon-${HOST}-backup.age`);
    const sheet = await readFile(join(folder, `colophon-${HOST}-backup.html`), 'utf8');
    expect((await readFile(age)).toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt /,
    );
    expect(made.stdout + made.stderr).not.toMatch(/BwcHBwcH|abandon/);
    expect((await identity('fromAge', ['restore', age, ...passphrase])).stdout).toContain(
      author.fingerprint,
    );
    const words = [...sheet.matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word ?? '');
    const typed = words.map((word, index) => `${index + 1}. ${word.toUpperCase()}`).join('\n');
    const restored = await identity('fromWords', ['restore', '--words-file', '-'], typed);
    expect(restored.code).toBe(0);
    expect(await readFile(seedOf('fromWords'), 'utf8')).toBe(formatSeed(seed));
    expect(await readFile(seedOf('fromAge'), 'utf8')).toBe(formatSeed(seed));
  }, 60_000);

  test('names the key of the seed that is there already', async () => {
    const home = await withSeed('occupied');
    const words = toWords(new Uint8Array(32).fill(8)).join(' ');
    const { code, stderr } = await identity(home, ['restore', '--words-file', '-'], words);
    expect(code).toBe(2);
    expect(stderr).toContain(author.fingerprint);
    expect(await readFile(seedOf(home), 'utf8')).toBe(formatSeed(seed));
  });

  // util-linux gives the command a terminal; other systems' `script` takes other arguments.
  test.skipIf(process.platform !== 'linux')(
    'on a terminal is offered a passphrase, shown once',
    async () => {
      const home = await withSeed('terminal');
      const command = `'${process.execPath}' '${SCRIPT}' backup --content '${content}'`;
      const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], {
        env: { ...process.env, COLOPHON_HOME: join(dir, home), COLOPHON_SEED: '' },
      });
      let shown = '';
      child.stdout.on('data', (chunk: Buffer) => {
        const isAsked = !shown.includes('[y/N]') && `${shown}${chunk}`.includes('[y/N]');
        shown += chunk.toString();
        if (isAsked) child.stdin.write('y\r');
      });
      await new Promise((resolve) => child.on('close', resolve));
      const [drawn, ...more] = shown.match(/^ {2}[a-z]+(?: [a-z]+){7}\r?$/gm) ?? [];
      expect(more).toEqual([]);
      const file = join(dir, home, HOST, 'backup', `colophon-${HOST}-backup.age`);
      expect(await readBackup(file, (drawn ?? '').trim())).toEqual(seed);
      expect(shown).not.toContain(toWords(seed).slice(0, 3).join(' '));
    },
    60_000,
  );

  test('is refused over another seed, with a wrong passphrase, a short one, or in a repository', async () => {
    const home = await withSeed('refused');
    const words = toWords(seed).join(' ');
    expect((await identity(home, ['restore', '--words-file', '-'], words)).code).toBe(2);
    expect((await identity(home, ['backup'], 'too short\n')).stderr).toContain('at least 20');
    const age = join(dir, 'backed', HOST, 'backup', `colophon-${HOST}-backup.age`);
    const wrong = await identity('wrong', ['restore', age], 'some other passphrase\n');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('does not open it') });
    await writeBelow(dir, 'repository/.git/HEAD', 'ref: refs/heads/main\n');
    const inside = ['backup', '--to', join(dir, 'repository/backup')];
    expect((await identity(home, inside, `${PASSPHRASE}\n`)).stderr).toContain('git repository');
  }, 60_000);
});

describe('the replacement of a key', () => {
  const args = ['rotate', '--reason', 'planned', '--yes'];

  test('links the two, keeps the old seed, and goes on after a crash', async () => {
    const home = await withSeed('rotated');
    const { code, stdout } = await identity(home, args);
    expect(code).toBe(0);
    expect(stdout).toContain(author.fingerprint);
    const env = { COLOPHON_HOME: join(dir, home) };
    expect(await readRetiredSeeds(HOST, env)).toEqual([seed]);
    expect(await readFile(seedOf(home), 'utf8')).not.toBe(formatSeed(seed));
    // As if the power had failed after the statement: the old seed in place, the next one beside it.
    const next = await readFile(seedOf(home), 'utf8');
    await writeBelow(join(dir, 'crashed', HOST), 'seed-next', next);
    await chmod(join(dir, 'crashed', HOST, 'seed-next'), 0o600);
    const before = await readdir(join(content, 'ledger'));
    expect((await identity(await withSeed('crashed'), args)).code).toBe(0);
    expect(await readdir(join(content, 'ledger'))).toEqual(before);
    expect(await readFile(seedOf('crashed'), 'utf8')).toBe(next);
  });

  test('is not done by mistake', async () => {
    const home = await withSeed('kept');
    expect((await identity(home, args.slice(0, -1))).code).toBe(2);
    expect((await identity(home, ['rotate', '--yes'])).code).toBe(2);
    expect(await readFile(seedOf(home), 'utf8')).toBe(formatSeed(seed));
  });
});

describe('the bindings of a key', () => {
  /** A name server that knows one TXT record (RFC 1035 §4). */
  async function nameServer(record: string) {
    const socket = createSocket('udp4');
    socket.on('message', (query, from) => {
      const question = query.subarray(12, query.indexOf(0, 12) + 5);
      const head = Buffer.concat([
        query.subarray(0, 2),
        Buffer.from('818000010001', 'hex'),
        Buffer.alloc(4),
      ]);
      const data = Buffer.concat([Buffer.from([record.length]), Buffer.from(record)]);
      const answer = Buffer.concat([
        Buffer.from('c00c001000010000003c', 'hex'),
        Buffer.from([0, data.length]),
        data,
      ]);
      socket.send(Buffer.concat([head, question, answer]), from.port, from.address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
  }

  async function webServer(pages: Readonly<Record<string, string>>) {
    const server = createServer((request, response) => {
      const body = pages[request.url ?? ''];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  test('hold, do not hold, or could not be looked at: each is said', async () => {
    const home = await withSeed('bound');
    const web = await webServer({
      '/.well-known/did.json': makeDidDocument(author, []),
      '/.well-known/jwks.json': makeJwks(createAuthor(new Uint8Array(32).fill(8), author), []),
      '/me': `<p><a rel="nofollow ME" href="https://${HOST}/">Ada</a>`,
      '/not-me': `<a href="https://${HOST}/">Ada</a>`,
    });
    const names = await nameServer(`colophon=${author.fingerprint}`);
    const profile = join(content, 'profile.yaml');
    const text = await readFile(profile, 'utf8');
    const link = (path: string) => `  - { label: x, url: '${web.url}${path}' }\n`;
    const dead = `  - { label: x, url: 'http://127.0.0.1:1/' }\n`;
    await writeFile(profile, `${text}links:\n${link('/me')}${link('/not-me')}${dead}`);
    const network = ['--origin', web.url, '--resolver', names.address];
    const { code, stdout } = await identity(home, ['check', '--json', ...network]);
    await writeFile(profile, text);
    const { bindings } = JSON.parse(stdout) as { bindings: { what: string; status: string }[] };
    expect(bindings.map(({ status }) => status)).toEqual([
      'holds',
      'does not hold',
      'holds',
      'holds',
      'does not hold',
      'could not be looked at',
    ]);
    expect(code).toBe(1);
    web.close();
    names.close();
    const offline = await identity(home, [
      'check',
      '--origin',
      web.url,
      '--resolver',
      names.address,
    ]);
    expect(offline.stdout.match(/could not be looked at/g)).toHaveLength(3);
  }, 40_000);

  test('of other keys do not hold, and what a name server says does nothing', async () => {
    const home = await withSeed('unbound');
    const other = createAuthor(new Uint8Array(32).fill(8), author);
    const web = await webServer({
      '/.well-known/did.json': makeDidDocument(other, [author.publicKey]),
      '/.well-known/jwks.json': '<!doctype html>',
    });
    const names = await nameServer('colophon=\u001b[2Jx');
    const network = ['--origin', web.url, '--resolver', names.address];
    const { code, stdout } = await identity(home, ['check', ...network]);
    web.close();
    names.close();
    expect(code).toBe(1);
    expect(stdout.match(/^does not hold/gm)).toHaveLength(3);
    expect(stdout).toContain('it says colophon=\ufffd[2Jx');
  }, 20_000);

  test.each([
    ['--origin', 'staging.example'],
    ['--origin', 'file:///etc/passwd'],
    ['--resolver', '127.0.0.1'],
    ['--resolver', 'localhost:53'],
    ['--resolver', '127.0.0.1:99999'],
  ])('are not looked at for %s %s', async (option, value) => {
    const { code, stderr } = await identity(await withSeed('asked'), ['check', option, value]);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^${option}: expected an address`));
  });
});
