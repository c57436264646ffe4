import { randomInt } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Decrypter, Encrypter } from 'age-encryption';
import type { Author } from '../../authorship/index.ts';
import { backupSheet } from './backup-sheet.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { refuseSharedFolder } from '../files/private-folder.ts';
import { formatSeed, parseSeed } from './seed.ts';

/** Where a backup was written. */
export interface Backup {
  /** A page to print: words and a QR code, readable by whoever holds it. */
  readonly sheet: string;
  /** The seed in an age file, under a passphrase. */
  readonly file: string;
}

/**
 * Writes both backups of a seed, readable by the author alone.
 *
 * @param contentDir - the author's content.
 * @throws BrokenInput if the folder is inside a repository, the project or the content, where a
 *   secret would be committed or published.
 */
export async function writeBackup(
  folder: string,
  { seed, passphrase }: { seed: Uint8Array; passphrase: string },
  author: Pick<Author, 'name' | 'site' | 'fingerprint'>,
  contentDir: string,
): Promise<Backup> {
  await refuseSharedFolder(folder, contentDir, HINT);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `colophon-${new URL(author.site).host.replaceAll(':', '-')}-backup`;
  const backup = { sheet: join(folder, `${name}.html`), file: join(folder, `${name}.age`) };
  const sheet = backupSheet(author, { words: toWords(seed), text: formatSeed(seed).trim() });
  await writeDurably(backup.sheet, sheet, 0o600);
  await writeDurably(backup.file, await encrypt(seed, passphrase), 0o600);
  return backup;
}

const HINT = 'Choose a folder outside it with --to: whoever has the backup can sign as you.';

/** @returns eight words drawn at random, 88 bits: to open a backup and nothing else. */
export function drawPassphrase(): string {
  return Array.from({ length: 8 }, () => wordlist[randomInt(wordlist.length)]).join(' ');
}

/** @returns 24 words (BIP-39, English) that stand for 32 bytes and a checksum. */
export function toWords(seed: Uint8Array): readonly string[] {
  return entropyToMnemonic(seed, wordlist).split(' ');
}

/**
 * @param text - 24 words, in any case and with any white space, numbered or not.
 * @throws BrokenInput saying which words are not in the list, by number and never by themselves.
 */
export function fromWords(text: string): Uint8Array {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const wrong = words.flatMap((word, index) => (wordlist.includes(word) ? [] : [index + 1]));
  if (words.length !== 24) throw new BrokenInput(`words: expected 24, got ${words.length}`);
  if (wrong.length > 0)
    throw new BrokenInput(`words: not in the list: number ${wrong.join(', ')}`, {
      hint: 'Compare them with the sheet, letter by letter.',
    });
  try {
    return mnemonicToEntropy(words.join(' '), wordlist);
  } catch (cause) {
    throw new BrokenInput('words: each is in the list, and together they do not fit', {
      cause,
      hint: 'Two words may be swapped, or one mistaken for another.',
    });
  }
}

/** age with a passphrase: scrypt, at the work factor the age command uses. */
async function encrypt(seed: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(formatSeed(seed));
}

/**
 * Reads the seed from an age file, ours or one that the age command made.
 *
 * @throws BrokenInput if the passphrase is wrong, or the file is damaged or holds something else.
 */
export async function readBackup(path: string, passphrase: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(await readFile(path));
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return parseSeed(await decrypt(decrypter, bytes, path), path);
}

async function decrypt(decrypter: Decrypter, bytes: Uint8Array, path: string): Promise<string> {
  try {
    return await decrypter.decrypt(bytes, 'text');
  } catch (cause) {
    const isAge = Buffer.from(bytes.subarray(0, 21)).toString('latin1') === 'age-encryption.org/v1';
    throw new BrokenInput(
      isAge
        ? `${path}: the passphrase does not open it, or the file is damaged`
        : `${path}: not an age file`,
      { cause },
    );
  }
}
