import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeSmallContent } from '../content/small-content.ts';
import { rekeyVault, writePlainFiles } from './changes.ts';
import type { VaultDesk } from './changes.ts';
import { emptyVault } from './document.ts';
import { editText, isListName, withPart } from './edit.ts';
import { readEvidence } from './evidence.ts';
import { openVault, sealVault, vaultFile } from './vault.ts';

const PASSPHRASE = 'six words that a die has drawn';
const refused = expect.objectContaining({ code: 'VAULT_REFUSED' });

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'changes-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function passphraseDesk(): Promise<VaultDesk> {
  const file = join(dir, 'passphrase');
  await writeFile(file, `${PASSPHRASE}\n`);
  const env = { COLOPHON_HOME: dir, COLOPHON_VAULT_PASSPHRASE_FILE: file };
  const path = vaultFile(dir);
  const key = { passphrase: PASSPHRASE };
  await sealVault(path, { document: emptyVault([]), lock: key, key }, null);
  return { path, contentDir: dir, source: { host: 'ada.example', env } };
}

test('a passphrase that is the old one is no new one', async () => {
  const desk = await passphraseDesk();
  const before = await readFile(desk.path);
  const wish = { recipients: [], isPassphrase: true };
  await expect(rekeyVault(desk, wish, new Date(0))).rejects.toThrow(refused);
  expect(await readFile(desk.path)).toEqual(before);
});

test('two letters of one name are refused: one would take the place of the other', async () => {
  for (const folder of ['a', 'b']) {
    await mkdir(join(dir, folder));
    await writeFile(join(dir, folder, 'letter.eml'), folder);
  }
  const paths = ['a', 'b'].map((folder) => join(dir, folder, 'letter.eml'));
  await expect(readEvidence(paths)).rejects.toThrow(refused);
});

test('plain files are written over nothing, and in a folder for the author alone', async () => {
  const desk = await passphraseDesk();
  const vault = await openVault(desk.path, desk.source);
  const document = { ...vault.document, agreements: { 'agr-2345': 'id: agr-2345\n' } };
  const plain = join(dir, 'plain');
  await mkdir(plain, { mode: 0o755 });
  const content = join(dir, 'content');
  await writePlainFiles({ ...vault, document }, plain, content);
  expect((await stat(plain)).mode & 0o777).toBe(0o700);
  await writeFile(join(plain, 'agr-2345.yaml'), 'edited');
  await expect(writePlainFiles({ ...vault, document }, plain, content)).rejects.toThrow(refused);
  expect(await readFile(join(plain, 'agr-2345.yaml'), 'utf8')).toBe('edited');
});

describe('what is edited', () => {
  const options = (editor: string) => ({ editor, onDisk: false, memory: dir });

  test('leaves nothing where the editor made it read-only', async () => {
    expect(await editText('a', 'a.yaml', options('chmod 400'))).toBe('a');
    expect(await readdir(dir)).toEqual([]);
  });

  test('by a command that was killed is removed by the next, and that of a living one stays', async () => {
    // A process has a number below 2^22 on every system.
    for (const owner of [2 ** 22 + 1, process.pid]) {
      await mkdir(join(dir, `colophon-edit-${owner}-x`));
      await writeFile(join(dir, `colophon-edit-${owner}-x/agr-2345.yaml`), 'private');
    }
    await chmod(join(dir, `colophon-edit-${2 ** 22 + 1}-x/agr-2345.yaml`), 0o400);
    const own = await mkdtemp(join(tmpdir(), 'own-'));
    await writeFile(join(own, 'a.txt'), 'mine');
    const link = `colophon-edit-${2 ** 22 + 2}-x`;
    await symlink(own, join(dir, link));
    await editText('a', 'a.yaml', options('true'));
    expect((await readdir(dir)).toSorted()).toEqual(
      [link, `colophon-edit-${process.pid}-x`].toSorted(),
    );
    expect(await readFile(join(own, 'a.txt'), 'utf8')).toBe('mine');
    await rm(own, { recursive: true });
  });

  test('is refused with a term that the gate would find everywhere', async () => {
    const terms = '- { id: a, term: Lanternfold, kind: word, aliases: [L] }\n';
    expect(() => withPart(emptyVault([]), 'terms', terms)).toThrow(
      '`vault/a`: expected at least 2',
    );
    const folder = join(dir, 'content');
    await writeSmallContent(folder);
    const text = await readFile(join(folder, 'agreements/agr-2345.yaml'), 'utf8');
    const short = text.replace('QVXM', 'Q');
    expect(() => withPart(emptyVault([]), 'agr-2345', short)).toThrow(
      '`agr-2345/client`: expected',
    );
    expect(withPart(emptyVault([]), 'agr-2345', text).agreements).toEqual({ 'agr-2345': text });
  });

  test('is no list for a name that every object has', () => {
    expect(['terms', 'exceptions', 'toString', 'constructor'].map(isListName)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
