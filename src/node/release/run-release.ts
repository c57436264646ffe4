import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { checkWitness, imageId, readRotations } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { ledgerWorks, today } from '../../disclosure/index.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import { renderFindings } from '../../gate/index.ts';
import { deriveKeys } from '../../marks/index.ts';
import { release } from '../../release/release.ts';
import type { PublishedImage } from '../../release/image-marks.ts';
import type { KeptLedger } from '../../release/ledger.ts';
import { pagePath } from '../../release/page-path.ts';
import { releaseEntry } from '../../release/release-entry.ts';
import type { ReleaseInput, ReleaseSummary } from '../../release/release.ts';
import type { WithheldImage } from '../../release/withheld-images.ts';
import { siteCards } from '../../site/cards/site-cards.ts';
import type { SiteCard } from '../../site/cards/site-cards.ts';
import { cardPictures } from '../pictures/card-pictures.ts';
import type { CardPicture } from '../pictures/card-pictures.ts';
import { BrokenInput } from '../command.ts';
import type { Content } from '../content/content.ts';
import { openCleanFiles, siteKey } from '../scan/clean-files.ts';
import { credentialSettings } from '../identity/credential-settings.ts';
import { readDeliveries } from '../delivery/deliveries-file.ts';
import { fontCutter } from '../fonts/font-cutter.ts';
import { acceptedOn, explainExceptions } from '../vault/exceptions.ts';
import { imageReaders } from '../pictures/image-readers.ts';
import {
  keepVersion,
  ledgerFolder,
  publishedVersions,
  readRotationFiles,
  readVersions,
} from '../proof/ledger-folder.ts';
import { discardStaging, promote } from '../files/out-folder.ts';
import { gatePictures } from '../scan/pixels/gate-pictures.ts';
import type { Progress } from '../progress.ts';
import { manifestHash, recordEntry, releaseLogFolder } from './log-folder.ts';
import { reportOn, writeReport } from '../scan/report-file.ts';
import { indexPages } from './search-index.ts';
import { stateFolder } from '../identity/seed.ts';
import type { StoredSeed } from '../identity/seed.ts';
import { sealShares } from '../shares/seal-shares.ts';
import type { Settings } from '../settings.ts';
import { readShares } from '../shares/shares-file.ts';
import { siteAuthors } from '../identity/site-author.ts';
import { configuredRoots } from '../proof/site-knowledge.ts';
import { redactedPicture } from '../pictures/redacted-picture.ts';
import { stagingFolder } from '../files/staging-folder.ts';
import { unmarkableImages } from '../pictures/unmarkable-images.ts';
import { pageScript, standaloneVerifier } from '../proof/verifier-bundle.ts';

/** The gate said no: nothing was put in place. The findings are printed already. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
  /** An answer, not a malfunction: where Astro prints errors, there is no trace to print. */
  override readonly stack = '';
}

/** What is released, and what the build left beside it. */
export interface Staged {
  readonly staging: string;
  /** Where the image service keeps which pictures cannot carry a mark. */
  readonly unmarkable: string;
  readonly stored: StoredSeed;
}

/**
 * Releases a staging folder, or refuses to.
 *
 * @throws ReleaseRefused after printing why.
 */
export async function runRelease(
  content: Content,
  settings: Settings,
  { staging, stored, unmarkable }: Staged,
  progress: Progress,
): Promise<void> {
  const { outDir, contentDir } = settings;
  const folder = stagingFolder(staging);
  const readers = imageReaders();
  const store = await openCleanFiles(siteKey(stored.seed));
  const pictures = gatePictures(content, staging, progress);
  const verdict = await release(await releaseInput(content, stored, { ...settings, staging }), {
    ...folder,
    indexPages: () => indexPages(staging),
    readImageId: (file, mark) => readers.read({ path: join(staging, file), ...mark }),
    isUnmarkable: async (file) =>
      unmarkableImages(unmarkable).has(await folder.sha256(await folder.read(file))),
    keepVersion: (issued) => keepVersion(ledgerFolder(contentDir), issued),
    promote: (summary) => promoteRecorded(content, settings, { staging, stored }, summary),
    decompress: { ...pictures.ports, clean: store.clean },
    readPictures: pictures.readPictures,
    fonts: await fontCutter(),
    progress,
  }).finally(() => Promise.all([readers.close(), pictures.close(), discardStaging(outDir)]));
  progress.end();
  await store.save();
  announceNewSeed(stored);
  const { findings, scanned } = verdict;
  if (findings.length > 0) console.error(`\n${renderFindings(findings)}`);
  const day = today(settings.asOf, content.portfolio.profile.timezone);
  for (const line of explainExceptions(content.exceptions, day, verdict)) console.error(line);
  if (settings.report)
    await writeReport(settings.report, await reportOn(outDir, { findings, ...scanned }));
  if (verdict.status === 'released') return;
  throw new ReleaseRefused('The gate refused this release. The last one stays as it is.');
}

/** Puts the release in place and into the author's private log: neither without the other. */
async function promoteRecorded(
  { portfolio }: Content,
  { asOf, outDir }: Settings,
  { staging, stored }: Pick<Staged, 'staging' | 'stored'>,
  summary: ReleaseSummary,
): Promise<void> {
  const { profile } = portfolio;
  const authors = await siteAuthors(profile, stored.seed);
  const stateDir = stateFolder(new URL(profile.site).host, process.env);
  const entry = releaseEntry(portfolio, summary, {
    asOf,
    siteUrl: authors[0].site,
    at: new Date(),
    out: outDir,
    replaces: await manifestHash(outDir),
  });
  const log = { folder: releaseLogFolder(stateDir), authors };
  await recordEntry(log, entry, () => promote(staging, outDir));
}

async function releaseInput(
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
  const cards = await cardPictures(cardsOf(content, author.site), author);
  return {
    author,
    siteUrl: author.site,
    defaultLocale: profile.locale,
    plans: published.plans,
    secrets: published.secrets,
    findingKey: deriveKeys(seed).findings,
    acceptedFindings: acceptedOn(exceptions, today(settings.asOf, profile.timezone)),
    withheldImages: await readImages(published.withheldImages),
    shownImages: new Set(pages.flatMap(({ images }) => images.map((url) => basename(url)))),
    images: [
      ...(await publishedImages(published, portfolio, author)),
      ...cards.map((card) => cardImage(card, author.site)),
    ],
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
    pageScript: await pageScript(),
  };
}

function cardsOf({ published }: Content, site: string): readonly SiteCard[] {
  return siteCards({
    studies: published.studies.map(({ data }) => data),
    talks: published.talks.map(({ data }) => data),
    profiles: published.profiles,
    host: new URL(site).host,
  });
}

function cardImage({ card, id }: CardPicture, site: string): PublishedImage {
  return { id, work: card.work ?? 'site', url: new URL(card.file, site).href };
}

/** @returns the mark each picture of a public page carries, and which page that is. */
async function publishedImages(
  { studies, talks, decks }: Content['published'],
  { profile, profilePath }: Portfolio,
  { detectionKey, site }: Author,
): Promise<readonly PublishedImage[]> {
  const listed: PublishedImage[] = [];
  const list = async (text: string, image: string, work: string, page: string) => {
    const bytes = await readFile(resolve(dirname(text), decodeURI(image)));
    const id = toHex(imageId(detectionKey, await stagingFolder('').sha256(bytes)));
    listed.push({ id, work, url: new URL(page, site).href });
  };
  const own = [...studies, ...talks, ...decks].filter(({ data }) => data.lang === data.locale);
  for (const { data, path, images, redactions } of own) {
    const painted = await Promise.all(redactions.map((each) => redactedPicture(path, each)));
    for (const image of [...images, ...painted.map(encodeURI)]) {
      const kind = 'level' in data ? ('case-studies' as const) : ('talks' as const);
      const file = pagePath({ kind, work: data.work, locale: data.locale }, profile.locale);
      await list(path, image, data.work, file.replace(/index\.html$/, ''));
    }
  }
  for (const { src } of profile.speaker?.headshots ?? [])
    await list(profilePath, src, 'portrait', 'speaker/');
  if (profile.portrait) await list(profilePath, profile.portrait.src, 'portrait', 'about/');
  return [...new Map(listed.toReversed().map((each) => [each.id, each])).values()];
}

async function readKeptLedger(
  { contentDir, outDir }: Settings,
  author: Author,
): Promise<{ ledger: KeptLedger; rotations: readonly string[] }> {
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
  return { ledger, rotations };
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
  const hashes = await Promise.all(roots.map((root) => stagingFolder('').sha256(root)));
  return roots.filter((_root, index) => named.includes(hashes[index] ?? '-'));
}

async function readImages(
  images: Content['published']['withheldImages'],
): Promise<readonly WithheldImage[]> {
  const paths = new Set(images.map(([text, url]) => resolve(dirname(text), decodeURI(url))));
  return Promise.all(
    [...paths].map(async (path) => ({
      name: basename(path),
      sha256: await stagingFolder('').sha256(await readFile(path)),
    })),
  );
}

function announceNewSeed({ origin, path }: StoredSeed): void {
  if (origin !== 'new-file') return;
  console.error(
    `\nA new seed was made: ${path}\n` +
      'Every mark and signature is derived from it. Back it up now: without it nobody can prove\n' +
      'that these marks are yours, and whoever has it can sign as you. In CI, give its content as\n' +
      'the secret COLOPHON_SEED.',
  );
}
