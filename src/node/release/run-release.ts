import { join } from 'node:path';
import { today } from '../../disclosure/index.ts';
import { nameFindings, renderFindings } from '../../gate/index.ts';
import type { Report } from '../../gate/index.ts';
import { deriveKeys } from '../../marks/index.ts';
import { checkLedger } from '../../release/ledger.ts';
import { release } from '../../release/release.ts';
import { releaseEntry } from '../../release/release-entry.ts';
import type { ReleaseSummary } from '../../release/release.ts';
import type { Share } from '../../schemas/share.ts';
import type { Content } from '../content/content.ts';
import { openCleanFiles, siteKey } from '../scan/clean-files.ts';
import { fontCutter } from '../fonts/font-cutter.ts';
import { explainExceptions } from '../vault/exceptions.ts';
import { imageReaders } from '../pictures/image-readers.ts';
import { keepVersion, ledgerFolder } from '../proof/ledger-folder.ts';
import { discardStaging, promote } from '../files/out-folder.ts';
import { smallPicture } from '../pictures/small-picture.ts';
import { openParallelScanner } from '../scan/scan-processes.ts';
import { gatePictures } from '../scan/pixels/gate-pictures.ts';
import type { Progress } from '../progress.ts';
import { maskedName } from '../unprinted.ts';
import { manifestHash, recordEntry, releaseLogFolder } from './log-folder.ts';
import { reportOn, writeReport } from '../scan/report-file.ts';
import { indexPages } from './search-index.ts';
import { stateFolder } from '../identity/seed.ts';
import type { StoredSeed } from '../identity/seed.ts';
import type { Settings } from '../settings.ts';
import { movedSiteHint } from '../identity/moved-site.ts';
import { siteAuthors } from '../identity/site-author.ts';
import { sharesToday } from '../shares/public-shares.ts';
import { stagingFolder } from '../files/staging-folder.ts';
import { unmarkableImages } from '../pictures/unmarkable-images.ts';
import { readKeptLedger, releaseInput } from './release-input.ts';

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
 * Refuses a release whose ledger cannot be gone on with, before minutes go into its pages: the
 * usual reason is another seed than the one that signed before.
 *
 * @throws ReleaseRefused after printing why.
 */
export async function requireSoundLedger(
  content: Content,
  settings: Settings,
  { seed }: StoredSeed,
): Promise<void> {
  const [author] = await siteAuthors(content.portfolio.profile, seed);
  const { ledger } = await readKeptLedger(settings, author);
  const { findings } = await checkLedger(ledger);
  if (findings.length === 0) return;
  const named = nameFindings(findings, deriveKeys(seed).findings);
  await report(settings, { findings: named, files: 0, bytes: 0 });
  throw refused();
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
  const { open, leftOut } = await sharesToday(content, settings);
  const { timezone } = content.portfolio.profile;
  const day = today(settings.asOf, timezone);
  const isAhead = day > today({ instant: new Date() }, timezone);
  const verdict = await release(await releaseInput(content, stored, { ...settings, staging }), {
    ...folder,
    indexPages: () => indexPages(staging),
    readImageId: (file, mark) => readers.read({ path: join(staging, file), ...mark }),
    isUnmarkable: async (file) =>
      unmarkableImages(unmarkable).has(await folder.sha256(await folder.read(file))),
    // What is only looked at ahead of its day leaves no trace where later releases go on.
    keepVersion: async (issued) =>
      isAhead ? undefined : keepVersion(ledgerFolder(contentDir), issued),
    promote: (summary) =>
      isAhead
        ? promote(staging, outDir)
        : promoteRecorded(content, settings, { staging, stored, shares: open }, summary),
    decompress: { ...pictures.ports, clean: store.clean, openScanner: openParallelScanner },
    readPictures: pictures.readPictures,
    smallPicture: (file) => smallPicture(join(staging, file)),
    fonts: await fontCutter(),
    progress,
  }).finally(() => Promise.all([readers.close(), pictures.close(), discardStaging(outDir)]));
  progress.end();
  await store.save();
  await announceNewSeed(stored);
  const { findings, scanned } = verdict;
  await report(settings, { findings, ...scanned });
  for (const line of explainExceptions(content.exceptions, day, verdict)) console.error(line);
  for (const { id, because } of leftOut) console.error(`share ${id}: left out: ${because}`);
  if (verdict.status !== 'released') throw refused();
  if (isAhead) console.error(AHEAD(day));
}

async function report(
  { report: file, outDir }: Settings,
  result: Pick<Report, 'findings' | 'files' | 'bytes'>,
): Promise<void> {
  // A work that is called after its client has the name in the ids of what it withholds.
  const findings = result.findings.map((each) => ({
    ...each,
    file: maskedName(each.file),
    term: each.term && maskedName(each.term),
  }));
  if (findings.length > 0) console.error(`\n${renderFindings(findings)}`);
  if (file) await writeReport(file, await reportOn(outDir, { ...result, findings }));
}

const AHEAD = (day: string) =>
  `\nA look ahead, at ${day}: do not publish it before. The ledger and the log of releases are as they were.`;

function refused(): ReleaseRefused {
  return new ReleaseRefused('The gate refused this release. The last one stays as it is.');
}

/** Puts the release in place and into the author's private log: neither without the other. */
async function promoteRecorded(
  { portfolio }: Content,
  { asOf, outDir }: Settings,
  {
    staging,
    stored,
    shares,
  }: Pick<Staged, 'staging' | 'stored'> & { readonly shares: readonly Share[] },
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
    shares,
  });
  const log = { folder: releaseLogFolder(stateDir), authors };
  await recordEntry(log, entry, () => promote(staging, outDir));
}

async function announceNewSeed({ origin, path }: StoredSeed): Promise<void> {
  if (origin !== 'new-file' || path === null) return;
  const moved = await movedSiteHint(path);
  console.error(
    `\nA new seed was made: ${path}\n` +
      'Every mark and signature is derived from it. Back it up now: without it nobody can prove\n' +
      'that these marks are yours, and whoever has it can sign as you. In CI, give its content as\n' +
      `the secret COLOPHON_SEED.${moved && `\n${moved}`}`,
  );
}
