import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatProblem } from '../../disclosure/index.ts';
import { writeDurably } from '../files/durable-file.ts';
import { refuseSharedFolder } from '../files/private-folder.ts';
import { readAgreement, readPlainFiles } from './agreements.ts';
import type { AgreementText, PlainAgreement } from './agreements.ts';
import type { VaultLock } from './cipher.ts';
import { emptyVault } from './document.ts';
import type { VaultDocument } from './document.ts';
import { VaultError } from './error.ts';
import { readEvidence } from './evidence.ts';
import { askPassphrase, drawIdentity, readIdentities, recipientsOf } from './key.ts';
import type { KeySource, VaultKey } from './key.ts';
import { withVaultLock } from './lock.ts';
import { openVault, sealVault } from './vault.ts';
import type { OpenVault, Sealing } from './vault.ts';

/** A vault, and what opens it. */
export interface VaultDesk {
  readonly path: string;
  readonly contentDir: string;
  readonly source: KeySource;
}

/** What a change makes of a vault; the lock and key stay if they are not named. */
export type VaultChange = Partial<Sealing>;

/** Opens a vault, changes it and seals it again, while no other command writes it. */
export async function changeVault(
  { path, source }: VaultDesk,
  change: (vault: OpenVault) => VaultChange | Promise<VaultChange>,
): Promise<OpenVault> {
  // Opened first: a vault that is not there needs no lock.
  await openVault(path, source);
  return withVaultLock(path, async () => {
    const vault = await openVault(path, source);
    const { key, document } = vault;
    const sealing = { key, document, lock: lockOf(vault), ...(await change(vault)) };
    const recipients = 'recipients' in sealing.lock ? [...sealing.lock.recipients] : [];
    const sealed = { ...sealing, document: { ...sealing.document, recipients } };
    return sealVault(path, sealed, vault.digest);
  });
}

function lockOf({ key, document }: OpenVault): VaultLock {
  return 'passphrase' in key ? key : { recipients: document.recipients };
}

/** Whom a new vault, or one that is sealed anew, is for. */
export interface LockWish {
  readonly recipients: readonly string[];
  readonly isPassphrase: boolean;
}

/** Makes an empty vault: to the author's own key, drawn if there is none, and to others. */
export async function initVault(desk: VaultDesk, wish: LockWish, now: Date): Promise<OpenVault> {
  refuseExisting(desk.path);
  const sealing = wish.isPassphrase
    ? await passphraseSealing(desk.source)
    : await ownSealing(desk.source, wish.recipients, now);
  await mkdir(desk.contentDir, { recursive: true });
  return withVaultLock(desk.path, () => {
    const recipients = 'recipients' in sealing.lock ? sealing.lock.recipients : [];
    return sealVault(desk.path, { document: emptyVault(recipients), ...sealing }, null);
  });
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new VaultError('VAULT_EXISTS', `${path}: there is a vault already`, {
    hint: 'Use `rekey` to seal it to others.',
  });
}

async function passphraseSealing(source: KeySource) {
  const key = await askPassphrase(source, true);
  if (!('passphrase' in key)) throw new Error('a passphrase that is none');
  return { key, lock: key };
}

async function ownSealing(source: KeySource, others: readonly string[], now: Date) {
  if ((await readIdentities(source)).length === 0) await drawIdentity(source, now);
  const identities = await readIdentities(source);
  const own = (await recipientsOf(identities)).slice(0, 1);
  return { key: { identities }, lock: { recipients: distinct([...own, ...others]) } };
}

/**
 * Seals a vault to others than before: to a passphrase, to the recipients given, or, if none are,
 * to a newly drawn key in the place of the author's own. Nobody is locked out by it of copies made
 * before.
 */
export async function rekeyVault(desk: VaultDesk, wish: LockWish, now: Date): Promise<OpenVault> {
  return changeVault(desk, async ({ key, document }) => {
    if (wish.isPassphrase) return anotherPassphrase(desk, key);
    const identities = await readIdentities(desk.source);
    if (wish.recipients.length > 0)
      return {
        lock: { recipients: distinct(wish.recipients) },
        key: identities.length > 0 ? { identities } : key,
      };
    refuseKeyOfEnvironment(desk.source);
    const own = await recipientsOf(identities);
    const others = document.recipients.filter((each) => !own.includes(each));
    const drawn = await drawIdentity(desk.source, now);
    const all = await readIdentities(desk.source);
    return { lock: { recipients: [drawn, ...others] }, key: { identities: all } };
  });
}

/** A file holds one passphrase, the one that opens the vault: with it nothing would change. */
async function anotherPassphrase({ path, source }: VaultDesk, before: VaultKey) {
  const sealing = await passphraseSealing(source);
  if (!('passphrase' in before) || before.passphrase !== sealing.key.passphrase) return sealing;
  throw new VaultError('VAULT_REFUSED', `${path}: is sealed to this passphrase already`, {
    hint: 'Run it on a terminal without --passphrase-file: it asks for the old one, then for the new one.',
  });
}

function refuseKeyOfEnvironment({ env }: KeySource): void {
  if (!env['COLOPHON_VAULT_IDENTITY']) return;
  throw new VaultError('VAULT_REFUSED', 'COLOPHON_VAULT_IDENTITY: cannot be replaced from here', {
    hint: 'Rekey where the key is in a file, or name all recipients with --recipient.',
  });
}

/** Adds and removes recipients. @throws VaultError VAULT_REFUSED */
export async function changeRecipients(
  desk: VaultDesk,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): Promise<OpenVault> {
  return changeVault(desk, ({ key, document: { recipients } }) => {
    if ('passphrase' in key)
      throw new VaultError('VAULT_REFUSED', `${desk.path}: is sealed to a passphrase alone`, {
        hint: 'age allows nothing beside one: use `rekey --recipient` to change to recipients.',
      });
    const unknown = remove.filter((each) => !recipients.includes(each));
    if (unknown.length > 0)
      throw new VaultError('VAULT_REFUSED', `${desk.path}: is not sealed to this recipient`, {
        hint: '`list` prints those it is sealed to.',
      });
    const left = recipients.filter((each) => !remove.includes(each));
    return { lock: { recipients: distinct([...left, ...add]) } };
  });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** What became of the plain files. */
export interface SealedFiles {
  readonly vault: OpenVault;
  readonly agreements: readonly PlainAgreement[];
  /** File names of logos that went with them. */
  readonly logos: readonly string[];
}

/**
 * Takes the plain agreements with their logos, and files of evidence, into the vault. What it holds afterwards is
 * read back from the disk and compared before this returns, so that the plain files may go.
 *
 * @param name - the path as the author would type it.
 * @throws VaultError VAULT_REFUSED, with nothing changed, if one does not fit the schema, or would
 *   take the place of another text and `replace` is not set.
 */
export async function sealFiles(
  desk: VaultDesk,
  {
    evidence,
    replace,
    name,
  }: { evidence: readonly string[]; replace: boolean; name: (path: string) => string },
): Promise<SealedFiles> {
  const { texts, logos, problems: strangers } = await readPlainFiles(desk.contentDir, name);
  const problems = [...strangers, ...texts.flatMap((each) => readAgreement(each).problems)];
  if (problems.length > 0)
    throw new VaultError('VAULT_REFUSED', problems.map(formatProblem).join('\n'), {});
  const files = { ...(await readEvidence(evidence)), ...toBase64(logos) };
  const vault = await changeVault(desk, ({ document }) => {
    if (!replace) refuseReplacing(document, texts, files);
    const added = Object.fromEntries(texts.map(({ id, text }) => [id, text]));
    return {
      document: {
        ...document,
        agreements: { ...document.agreements, ...added },
        ...(Object.keys(files).length > 0 && { evidence: { ...document.evidence, ...files } }),
      },
    };
  });
  const lost = texts.find(({ id, text }) => vault.document.agreements[id] !== text);
  if (lost) throw new Error(`${lost.file}: is not in the vault as it was`);
  const { evidence: kept = {} } = vault.document;
  const isLost = Object.entries(files).some(([file, base64]) => kept[file] !== base64);
  if (isLost) throw new Error('a file is not in the vault as it was');
  return { vault, agreements: texts, logos: [...logos.keys()] };
}

/** Removes plain files that lie in the vault now. */
export async function removePlainFiles(
  { contentDir }: VaultDesk,
  { agreements, logos }: SealedFiles,
): Promise<void> {
  const folder = join(contentDir, 'agreements');
  for (const { path } of agreements) await rm(path);
  for (const file of logos) await rm(join(folder, file));
  // Other files may lie there, such as a .gitkeep.
  await rmdir(folder).catch(() => undefined);
}

function toBase64(files: ReadonlyMap<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries(
    [...files].map(([file, bytes]) => [file, Buffer.from(bytes).toString('base64')]),
  );
}

/** @param files - in base64, by file name, which is not printed: it may be the client's. */
function refuseReplacing(
  { agreements, evidence = {} }: VaultDocument,
  texts: readonly AgreementText[],
  files: Readonly<Record<string, string>>,
): void {
  const hint = 'Compare the two with `open --to DIR`; --replace puts the file in its place.';
  const other = texts.find(({ id, text }) => (agreements[id] ?? text) !== text);
  if (other)
    throw new VaultError('VAULT_REFUSED', `${other.file}: the vault holds another text of it`, {
      hint,
    });
  const differs = Object.entries(files).some(
    ([file, base64]) => (evidence[file] ?? base64) !== base64,
  );
  if (differs)
    throw new VaultError('VAULT_REFUSED', 'the vault holds another file of the same name', {
      hint,
    });
}

/**
 * Writes everything in a vault as plain files, for the author's eyes alone.
 *
 * @throws BrokenInput if the folder is inside a repository, the project or the content; VaultError
 *   VAULT_REFUSED if something lies there, such as what was edited since the last time.
 */
export async function writePlainFiles(
  { document }: OpenVault,
  folder: string,
  contentDir: string,
): Promise<readonly string[]> {
  await refuseSharedFolder(
    folder,
    contentDir,
    'Choose a folder outside it: it will be plain text.',
  );
  await makePrivate(folder);
  const { agreements, evidence = {}, terms, exceptions } = document;
  const files: [string, string | Uint8Array][] = [
    ...Object.entries(agreements).map(([id, text]) => [`${id}.yaml`, text] as [string, string]),
    ...Object.entries(evidence).map(
      ([file, text]) => [`evidence/${file}`, Buffer.from(text, 'base64')] as [string, Uint8Array],
    ),
    ...(terms ? [['terms.json', json(terms)] as [string, string]] : []),
    ...(exceptions ? [['exceptions.json', json(exceptions)] as [string, string]] : []),
  ];
  await mkdir(join(folder, 'evidence'), { recursive: true, mode: 0o700 });
  for (const [file, content] of files) await writeDurably(join(folder, file), content, 0o600);
  return files.map(([file]) => file);
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new VaultError('VAULT_REFUSED', `${folder}: is not empty`, {
      hint: 'Choose a folder that is, or that is not there yet: nothing is written over.',
    });
  await chmod(folder, 0o700);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
