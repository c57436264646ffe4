import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { readAuthorDocument } from '../../authorship/index.ts';
import type { Knowledge, WitnessedVersion } from '../../authorship/index.ts';
import { fromBase64 } from '../../bytes/base64.ts';
import { parseJson } from '../../bytes/json.ts';
import { LedgerIndex } from '../../release/ledger-files.ts';
import { AUTHOR_DOCUMENT, LEDGER_INDEX, ROTATIONS } from '../../release/well-known.ts';
import type { Timestamps } from '../../schemas/profile.ts';
import { BrokenInput } from '../command.ts';
import { fetchBytes } from '../files/fetch-bytes.ts';

/** Reads a file of a published site, relative to its root. @returns null if it is not there. */
type ReadFile = (file: string) => Promise<Uint8Array | null>;

const FOLDER = dirname(AUTHOR_DOCUMENT);

/** @returns what a release in a folder says of its author; null if none is there. */
export function folderKnowledge(folder: string): Promise<Knowledge | null> {
  const read: ReadFile = async (file) => {
    const path = join(folder, file);
    return existsSync(path) ? new Uint8Array(await readFile(path)) : null;
  };
  return gather(read, folder);
}

/** @returns what the site with this root says of its author; null if it is no site of Colophon. */
export function siteKnowledge(root: URL): Promise<Knowledge | null> {
  return gather((file) => fetchBytes(new URL(file, root)), root.href);
}

/** @throws BrokenInput if the author document is there and cannot be trusted. */
async function gather(read: ReadFile, place: string): Promise<Knowledge | null> {
  const text = await readText(read, AUTHOR_DOCUMENT);
  if (text === null) return null;
  const verdict = readAuthorDocument(text);
  if (verdict.status !== 'valid')
    throw new BrokenInput(
      verdict.status === 'bad-signature'
        ? `${place}: the author document is not signed by the key it names`
        : `${place}: not an author document`,
    );
  return {
    document: verdict.document,
    versions: await readLedgerFiles(read, place),
    rotations: readList((await readText(read, ROTATIONS)) ?? '[]', place),
    roots: knownRoots(),
  };
}

async function readText(read: ReadFile, file: string): Promise<string | null> {
  const bytes = await read(file);
  return bytes && Buffer.from(bytes).toString('utf8');
}

async function readLedgerFiles(
  read: ReadFile,
  place: string,
): Promise<readonly WitnessedVersion[]> {
  const text = await readText(read, LEDGER_INDEX);
  if (text === null) return [];
  const index = LedgerIndex.safeParse(parseJson(text));
  if (!index.success)
    throw new BrokenInput(`${place}: ${LEDGER_INDEX} is not an index of a ledger`);
  const need = async (file: string): Promise<Uint8Array> => {
    const bytes = await read(`${FOLDER}/${file}`);
    if (!bytes) throw new BrokenInput(`${place}: ${FOLDER}/${file} is listed and missing`);
    return bytes;
  };
  const versions: WitnessedVersion[] = [];
  for (const { file, witnesses } of index.data.versions)
    versions.push({
      text: Buffer.from(await need(file)).toString('utf8'),
      witnesses: await Promise.all(
        witnesses.map(async ({ kind, name, file: own }) => ({
          kind,
          name,
          bytes: await need(own),
        })),
      ),
    });
  return versions;
}

function readList(text: string, place: string): readonly string[] {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new BrokenInput(`${place}: ${ROTATIONS} is not a list`);
  return list.map((each: unknown) => `${JSON.stringify(each)}\n`);
}

/** @returns the certificates that Node trusts, which are Mozilla's, as DER. */
function knownRoots(): readonly Uint8Array[] {
  return rootCertificates.flatMap((pem) => pemBody(pem) ?? []);
}

/** @returns the DER in a PEM text with one certificate (RFC 7468); null if there is none. */
function pemBody(pem: string): Uint8Array | null {
  const [, body] = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(pem) ?? [];
  return body === undefined ? null : fromBase64(body.replaceAll(/\s/g, ''));
}

/**
 * @param folder - of profile.yaml.
 * @returns the roots that Node knows, and those the author's configuration adds for its authorities.
 * @throws BrokenInput if one of them is not a certificate.
 */
export async function configuredRoots(
  timestamps: Timestamps | undefined,
  folder: string,
): Promise<readonly Uint8Array[]> {
  const files = (timestamps?.authorities ?? []).flatMap(({ root }) => root ?? []);
  const own = await Promise.all(files.map((file) => readRoot(join(folder, file))));
  return [...knownRoots(), ...own];
}

/** @returns the certificate in a PEM file, as DER. @throws BrokenInput if there is none. */
export async function readRoot(file: string): Promise<Uint8Array> {
  const der = existsSync(file) ? pemBody(await readFile(file, 'utf8')) : null;
  if (der) return der;
  throw new BrokenInput(`${file}: expected a certificate as PEM`);
}
