import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsOf } from '../../disclosure/index.ts';
import type { Secret } from '../../disclosure/index.ts';
import type { Problem } from '../../disclosure/problem.ts';
import { Agreement } from '../../schemas/agreement.ts';
import { givesClientAway } from './agreement-id.ts';
import { readClientLogos } from './client-logos.ts';
import type { ClientLogo, LogoStore } from './client-logos.ts';
import { shortTermProblems } from './short-terms.ts';
import { openVault, vaultFile } from './vault.ts';
import type { Exception, VaultDocument } from './document.ts';
import type { KeySource } from './key.ts';
import { keepAgreementUnprinted } from '../unprinted.ts';
import { readYaml, validate } from '../content/yaml.ts';

/** What binds the author, wherever it lies. Private. */
export interface Agreements {
  /** null if there is a vault that was left closed. */
  readonly agreements: ReadonlyMap<string, Agreement> | null;
  /** Of all that lie there, those with mistakes too: naming one of these is no mistake of its own. */
  readonly ids: ReadonlySet<string>;
  /** What must be published nowhere, whatever the agreements say. */
  readonly terms: readonly Secret[];
  /** Findings that are accepted, and until when. */
  readonly exceptions: readonly Exception[];
  readonly logos: readonly ClientLogo[];
  readonly problems: readonly Problem[];
}

/** An agreement as it was written, and what is wrong with it. */
export interface AgreementText {
  readonly id: string;
  readonly text: string;
  /** What messages call the place. */
  readonly file: string;
}

/**
 * Reads the vault, if there is one, and the plain files of `agreements/`, if there are any. No id
 * may be in both: nobody could tell which one counts.
 *
 * @param source - where the key is; null leaves a vault closed.
 * @param name - the path as the author would type it.
 * @throws VaultError if there is a vault that cannot be opened.
 */
export async function readAgreements(
  contentDir: string,
  source: KeySource | null,
  name: (path: string) => string,
): Promise<Agreements> {
  const path = vaultFile(contentDir);
  const hasVault = existsSync(path);
  const sealed = hasVault && source ? (await openVault(path, source)).document : null;
  const plain = await readPlainFiles(contentDir, name);
  const both = plain.texts.filter(({ id }) => sealed && Object.hasOwn(sealed.agreements, id));
  const read = [
    ...(await checkAll(plain.texts, plainLogos(plain.logos))),
    ...(sealed ? await readVaultAgreements(sealed, name(path)) : []),
  ];
  const agreements = read.flatMap(({ agreement }) => (agreement ? [agreement] : []));
  return {
    agreements: hasVault && !source ? null : new Map(agreements.map((each) => [each.id, each])),
    ids: new Set([
      ...agreements.map(({ id }) => id),
      ...plain.texts.map(({ id }) => id),
      ...Object.keys(sealed?.agreements ?? {}),
    ]),
    terms: (sealed?.terms ?? []).map(toSecret),
    exceptions: sealed?.exceptions ?? [],
    logos: read.flatMap(({ logos }) => logos),
    problems: [...plain.problems, ...both.map(inBoth), ...read.flatMap((each) => each.problems)],
  };
}

/**
 * Checks every agreement in a vault, the logos that it names included.
 *
 * @param file - what messages call the vault.
 */
export function readVaultAgreements(document: VaultDocument, file: string) {
  return checkAll(vaultTexts(document, file), vaultLogos(document));
}

async function checkAll(texts: readonly AgreementText[], store: LogoStore) {
  const checked = texts.map(async (text) => {
    const { agreement, problems } = readAgreement(text);
    if (!agreement) return { agreement, problems, logos: [] };
    const read = await readClientLogos(agreement, text.file, store);
    return { agreement, logos: read.logos, problems: [...problems, ...read.problems] };
  });
  return Promise.all(checked);
}

function plainLogos(logos: PlainFiles['logos']): LogoStore {
  return {
    read: (file) => logos.get(file),
    missing: {
      message: 'names a picture that is not there',
      hint: 'Put it beside the agreement.',
    },
  };
}

function vaultLogos({ evidence = {} }: VaultDocument): LogoStore {
  return {
    read: (file) => {
      const base64 = Object.hasOwn(evidence, file) ? evidence[file] : undefined;
      return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
    },
    missing: {
      message: 'names a picture that the vault does not hold',
      hint: 'Take it in with `npm run vault -- seal --evidence FILE`.',
    },
  };
}

/** One that is a file of its own. */
export interface PlainAgreement extends AgreementText {
  readonly path: string;
}

/** What lies in `agreements/`. */
export interface PlainFiles {
  readonly texts: readonly PlainAgreement[];
  /** Pictures that an agreement names, by file name. */
  readonly logos: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Problem[];
}

/** Under any other name a file may be called after the client. */
const DRAWN = /^agr-[a-z\d]{4}\.ya?ml$/;

/** Reads the plain files of `agreements/`, and complains of what else lies there. */
export async function readPlainFiles(
  contentDir: string,
  name: (path: string) => string,
): Promise<PlainFiles> {
  const folder = join(contentDir, 'agreements');
  const names = existsSync(folder) ? (await readdir(folder)).toSorted() : [];
  const visible = names.filter((each) => !each.startsWith('.'));
  const isYaml = (each: string) => /\.ya?ml$/.test(each);
  const printed = (each: string) =>
    DRAWN.test(each)
      ? name(join(folder, each))
      : `${name(folder)} (file ${visible.indexOf(each) + 1} in order of names)`;
  const reading = visible.filter(isYaml).map(async (each) => ({
    id: each.replace(/\.ya?ml$/, ''),
    text: await readFile(join(folder, each), 'utf8'),
    file: printed(each),
    path: join(folder, each),
  }));
  const texts = await Promise.all(reading);
  for (const { text } of texts) keepAgreementUnprinted(text);
  const named = new Set(texts.flatMap((each) => readAgreement(each).agreement?.client.logos ?? []));
  const others = visible.filter((each) => !isYaml(each));
  const logos = others.filter((each) => named.has(each));
  const strangers = others.filter((each) => !named.has(each));
  const pictures = logos.map(
    async (each) => [each, new Uint8Array(await readFile(join(folder, each)))] as const,
  );
  return {
    texts,
    logos: new Map(await Promise.all(pictures)),
    problems: strangers.map((each) => ({
      file: printed(each),
      line: null,
      field: null,
      message: 'is no agreement',
      hint: 'Keep only ID.yaml files in this folder, and the logos that they name.',
    })),
  };
}

function vaultTexts(document: VaultDocument, file: string): readonly AgreementText[] {
  return Object.entries(document.agreements).map(([id, text]) => ({
    id,
    text,
    file: `${file} (${id})`,
  }));
}

/** Checks one agreement. @returns it, or null, with all that is wrong with it. */
export function readAgreement({ id, text, file }: AgreementText): {
  readonly agreement: Agreement | null;
  readonly problems: readonly Problem[];
} {
  const result = readYaml(text, file);
  const checked = 'problems' in result ? result : validate(result.source, Agreement);
  if ('problems' in checked) return { agreement: null, problems: checked.problems };
  const agreement = checked.value;
  const short = shortTermProblems(secretsOf([], [agreement]), file);
  return { agreement, problems: [...idProblems(agreement, id, file), ...short] };
}

function idProblems(agreement: Agreement, id: string, file: string): readonly Problem[] {
  const place = { file, line: null, field: 'id' };
  if (agreement.id !== id) return [{ ...place, message: 'expected the same id as the file name' }];
  if (!givesClientAway(id, agreement)) return [];
  const hint = 'Take one that says nothing: `npm run new -- agreement` draws them.';
  return [{ ...place, message: 'gives the client away: pages and messages print it', hint }];
}

function inBoth({ id, file }: AgreementText): Problem {
  return {
    file,
    line: null,
    field: null,
    message: `the vault holds an agreement \`${id}\` as well`,
    hint: 'Take the file into the vault with `npm run vault -- seal --remove-plain`, or remove it.',
  };
}

/** @returns a term of no agreement as what is sought. */
export function toSecret({
  id,
  term,
  aliases,
  kind,
}: NonNullable<VaultDocument['terms']>[number]): Secret {
  return { id: `vault/${id}`, writings: [term, ...aliases], kind, forbidden: 'everywhere' };
}
