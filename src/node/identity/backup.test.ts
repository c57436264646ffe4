import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { renderSVG } from 'uqr';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createAuthor } from '../../authorship/index.ts';
import { backupSheet } from './backup-sheet.ts';
import { drawPassphrase, fromWords, readBackup, toWords, writeBackup } from './backup.ts';
import { formatSeed } from './seed.ts';
import { writeBelow } from '../content/small-content.ts';

const PASSPHRASE = 'seven lanterns over a quiet harbour';
const seed = new Uint8Array(32).fill(7);
const author = createAuthor(seed, { name: 'Ada Example', site: 'https://ada.example:8443/' });

let dir: string;
let content: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backup-'));
  content = join(dir, 'content');
});
afterAll(() => rm(dir, { recursive: true }));

describe('a backup', () => {
  test('sheet is one page that loads nothing and runs nothing', () => {
    const sheet = backupSheet(
      { ...author, name: 'Ada <script>alert(1)</script> & Co' },
      { words: toWords(seed), text: formatSeed(seed).trim() },
    );
    expect(sheet).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\son\w+=/i);
    expect(sheet).toContain("default-src 'none'");
    expect(sheet).toContain(renderSVG(formatSeed(seed).trim(), { ecc: 'M' }));
    expect(sheet.match(/<section lang="(?:en|ja|ru)">/g)).toHaveLength(3);
    expect(sheet).toContain(author.fingerprint);
  });

  test('is not written into the project or the content, nor through a link into a repository', async () => {
    const secret = { seed, passphrase: PASSPHRASE };
    const write = (folder: string) => writeBackup(folder, secret, author, content);
    await expect(write(join(content, 'backup'))).rejects.toThrow('the project or the content');
    await writeBelow(dir, 'linked/.git/HEAD', 'ref: refs/heads/main\n');
    await mkdir(join(dir, 'linked/inner'));
    await symlink(join(dir, 'linked/inner'), join(dir, 'harmless'));
    await expect(write(join(dir, 'harmless/backup'))).rejects.toThrow('git repository');
    const project = fileURLToPath(new URL('../../../backup', import.meta.url));
    await expect(write(project)).rejects.toThrow(/git repository|the project or the content/);
  });

  test('gets a drawn passphrase of eight words, which opens it', async () => {
    const [one, other] = [drawPassphrase(), drawPassphrase()];
    expect(one).toMatch(/^[a-z]+(?: [a-z]+){7}$/);
    expect(one).not.toBe(other);
    const folder = join(dir, 'drawn');
    const { file } = await writeBackup(folder, { seed, passphrase: one }, author, content);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readBackup(file, one)).toEqual(seed);
    await expect(readBackup(file, other)).rejects.toThrow('does not open it');
  }, 60_000);

  test.prop([fc.uint8Array({ minLength: 32, maxLength: 32 })])(
    'of any seed comes back from its words',
    (bytes) => {
      expect(fromWords(toWords(bytes).join('  \n'))).toEqual(bytes);
    },
  );

  test('with a mistyped word says which by its number', () => {
    const words = [...toWords(seed)];
    words[4] = 'qqqq';
    expect(() => fromWords(words.join(' '))).toThrow('words: not in the list: number 5');
    expect(() => fromWords(words.slice(1).join(' '))).toThrow('expected 24, got 23');
    const swapped = toWords(Uint8Array.from(seed, (byte, index) => byte + index));
    expect(() => fromWords([...swapped.slice(1), swapped[0]].join(' '))).toThrow('do not fit');
  });
});
