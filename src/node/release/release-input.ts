import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { checkWitness, readRotations } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { ledgerWorks, today } from '../../disclosure/index.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import { deriveKeys } from '../../marks/index.ts';
import type { KeptLedger } from '../../release/ledger.ts';
import type { ReleaseInput } from '../../release/release.ts';
import type { WithheldImage } from '../../release/withheld-images.ts';
import { BrokenInput } from '../command.ts';
import type { Content } from '../content/content.ts';
import { readDeliveries } from '../delivery/deliveries-file.ts';
import { sha256 } from '../files/sha256.ts';
import { listFiles } from '../files/staging-folder.ts';
import { credentialSettings } from '../identity/credential-settings.ts';
import type { StoredSeed } from '../identity/seed.ts';
import { siteAuthors } from '../identity/site-author.ts';
import {
  ledgerFolder,
  publishedVersions,
  readOpenings,
  readRotationFiles,
  readVersions,
} from '../proof/ledger-folder.ts';
import { configuredRoots } from '../proof/site-knowledge.ts';
import { pagePrograms, standaloneVerifier } from '../proof/verifier-bundle.ts';
import type { Settings } from '../settings.ts';
import { sealShares } from '../shares/seal-shares.ts';
import { readShares } from '../shares/shares-file.ts';
import { acceptedOn } from '../vault/exceptions.ts';
import { withheldPictures } from './withheld-pictures.ts';
import { publishedDocuments } from './published-documents.ts';
import { cardImage, publishedCards, publishedImages } from './published-images.ts';

/**
 * Gathers all that a release is made from, beside the pages that Astro wrote.
 *
 * @throws BrokenInput if a part of it cannot be read or contradicts another.
 */
export async function releaseInput(
  content: Content,
  { seed }: StoredSeed,
  settings: Settings & { readonly staging: string },
): Promise<ReleaseInput> {
  const { portfolio, published, exceptions } = content;
  const { profile } = portfolio;
  const authors = await siteAuthors(profile, seed);
  const [author] = authors;
  const desk = { content, settings, author };
  const kept = await readKeptLedger(settings, author);
  const pages = [...published.studies, ...published.talks, ...published.decks];
  const cards = await publishedCards(content, author);
  return {
    author,
    siteUrl: author.site,
    defaultLocale: profile.locale,
    plans: published.plans,
    secrets: published.secrets,
    knownWorks: published.privateWorks,
    withheldPictures: await withheldPictures(content),
    findingKey: deriveKeys(seed).findings,
    acceptedFindings: acceptedOn(exceptions, today(settings.asOf, profile.timezone)),
    withheldImages: await readImages(published.withheldImages),
    shownImages: new Set(pages.flatMap(({ images }) => images.map((url) => basename(url)))),
    images: [
      ...(await publishedImages(published, portfolio, author)),
      ...cards.map((card) => cardImage(card, author.site)),
    ],
    documents: await readDocuments(content, author, settings.staging),
    cards: new Map(cards.map(({ card, bytes }) => [card.file, bytes])),
    works: ledgerWorks(portfolio, settings.asOf),
    deliveries: await readDeliveries(ledgerFolder(settings.contentDir), authors),
    sealed: await sealShares(await readShares(settings.contentDir, authors), desk, {
      staging: settings.staging,
      released: settings.outDir,
    }),
    ...kept,
    roots: await neededRoots(kept.ledger, portfolio),
    credentials: await credentialSettings(profile, {
      name: author.name,
      seed,
      contentDir: settings.contentDir,
      env: process.env,
    }),
    publicMetadata: profile.publicMetadata,
    verifier: await standaloneVerifier(),
    pagePrograms: Object.values(await pagePrograms()),
  };
}

/**
 * @returns the ledger, its sealed records and the rotations that lie with the content, and what the
 *   last release published of them.
 * @throws BrokenInput if the rotations do not lead to the author's key.
 */
export async function readKeptLedger(
  { contentDir, outDir }: Settings,
  author: Author,
): Promise<Pick<ReleaseInput, 'ledger' | 'ledgerOpenings' | 'rotations'>> {
  const folder = ledgerFolder(contentDir);
  const versions = await readVersions(folder);
  const rotations = await readRotationFiles(folder);
  const followed = await readRotations(rotations, author);
  if (followed.status === 'broken')
    throw new BrokenInput(`${folder}: rotation-${followed.at}.json does not lead to your key`, {
      hint: 'Finish a rotation that was cut short with `npm run identity -- rotate`, or restore the seed it names.',
    });
  const ledger = {
    versions: versions.map(({ text }) => text),
    witnesses: versions.map(({ witnesses }) => witnesses),
    published: await publishedVersions(outDir, author.site),
    keys: followed.keys,
  };
  const ledgerOpenings = await readOpenings(folder, versions.length);
  return { ledger, ledgerOpenings, rotations };
}

/** @throws BrokenInput if the profile names a PDF that is not there. */
async function readDocuments(
  { portfolio: { profile, profilePath }, published: { decks } }: Content,
  author: Author,
  staging: string,
) {
  const files = new Set(profile.ownDocuments.length > 0 ? await listFiles(staging) : []);
  const missing = profile.ownDocuments.find((file) => !files.has(file));
  if (missing !== undefined)
    throw new BrokenInput(`${profilePath}: \`ownDocuments\`: ${missing} is not in public/`, {
      hint: 'Name each by its place there, such as papers/tides.pdf.',
    });
  return publishedDocuments({ decks, own: profile.ownDocuments }, author);
}

/** @returns the roots that the ledger's time stamps lead to: a page holds no more than it needs. */
async function neededRoots(
  { versions, witnesses }: KeptLedger,
  { profile, profilePath }: Portfolio,
): Promise<readonly Uint8Array[]> {
  const roots = await configuredRoots(profile.timestamps, dirname(profilePath));
  const all = witnesses.flatMap((own, index) =>
    own.map((witness) => checkWitness(witness, toUtf8(versions[index] ?? ''), { roots })),
  );
  const named = (await Promise.all(all)).flatMap(({ by }) => by).join('\n');
  return roots.filter((root) => named.includes(sha256(root)));
}

async function readImages(
  images: Content['published']['withheldImages'],
): Promise<readonly WithheldImage[]> {
  const paths = new Set(images.map(([text, url]) => resolve(dirname(text), decodeURI(url))));
  return Promise.all(
    [...paths].map(async (path) => ({
      name: basename(path),
      sha256: sha256(await readFile(path)),
    })),
  );
}
