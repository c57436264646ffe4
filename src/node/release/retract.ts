import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { today } from '../../disclosure/index.ts';
import { manifestChange, retractedUrls } from '../../release/manifest-change.ts';
import type { RetractedUrls } from '../../release/manifest-change.ts';
import { isFileOfWork } from '../../release/page-path.ts';
import { isSealedFile } from '../../release/sealed-pages.ts';
import { BrokenInput } from '../command.ts';
import { openNdaDesk, openReleaseLog } from '../nda/desk.ts';
import { readProofRecords } from '../proof/proof-record.ts';
import { releaseFiles } from './release-files.ts';
import { manifestHash, recordEntry } from './log-folder.ts';
import { stampNewestEntry } from './log-witnesses.ts';
import { authorZone } from '../content/author-zone.ts';
import { addRetraction, readRetractions, retractionsFile } from '../content/retractions-file.ts';
import { retractionPlaces } from './retraction-places.ts';
import type { RetractionPlace } from './retraction-places.ts';
import type { Settings } from '../settings.ts';
import { readShares } from '../shares/shares-file.ts';

/** What the author asked for. */
export interface RetractWish {
  readonly kind: 'case-studies' | 'talks';
  readonly work: string;
  readonly reason: string | undefined;
  readonly stamp: boolean;
  readonly asked: Date;
}

/** What came of it. */
export interface Retraction {
  readonly format: 'colophon-retraction/1';
  readonly work: string;
  readonly asked: string;
  /** SHA-256 of the manifest of the release without it. */
  readonly manifest: string;
  readonly urls: RetractedUrls;
  readonly places: readonly RetractionPlace[];
  /** How many proofs of it were handed out: whoever has one still has it. */
  readonly proofs: number;
  /** For whom sealed copies of it were made: what they saved they keep. */
  readonly copies: readonly string[];
  /** null if no time stamp was asked for. */
  readonly isStamped: boolean | null;
}

/**
 * Writes down that a work is retracted. From here on no build publishes it.
 *
 * @throws BrokenInput if there is no such work.
 */
export async function writeRetraction(
  { contentDir }: Settings,
  { kind, work, reason, asked }: RetractWish,
): Promise<void> {
  if (!existsSync(join(contentDir, kind, work, 'index.mdx')))
    throw new BrokenInput(`${join(contentDir, kind)}: has no work of that name`, {
      hint: 'Give the name of its folder.',
    });
  const path = retractionsFile(contentDir);
  const { retractions } = await readRetractions(path, path, []);
  if (retractions.has(work)) return;
  await addRetraction(path, {
    work,
    on: today({ instant: asked }, await authorZone(contentDir)),
    ...(reason !== undefined && { reason }),
  });
}

/**
 * Looks at the release that is there now.
 *
 * @returns the files of a work, and all sealed ones: which are of the work, only the seed tells.
 */
export async function publishedFiles(
  { outDir }: Settings,
  work: string,
): Promise<{ readonly own: readonly string[]; readonly sealed: readonly string[] }> {
  const files = Object.keys((await releaseFiles(outDir)) ?? {});
  return {
    own: files.filter((file) => isFileOfWork(file, work)),
    sealed: files.filter(isSealedFile),
  };
}

/**
 * Releases the site without a work that was retracted, and writes the proof of when into the log.
 *
 * @returns null if the gate refused: then the work is still public.
 */
export async function releaseWithout(
  settings: Settings,
  { work, asked, stamp }: RetractWish,
): Promise<Retraction | null> {
  const { outDir } = settings;
  const before = (await releaseFiles(outDir)) ?? {};
  // Astro takes a while to load: a wrong call is answered without it.
  const { buildSite } = await import('./build-site.ts');
  if (!(await buildSite(outDir))) return null;
  const desk = await openNdaDesk(settings);
  const log = await openReleaseLog(desk);
  const after = (await releaseFiles(outDir)) ?? {};
  const manifest = (await manifestHash(outDir)) ?? '';
  const change = manifestChange(before, after);
  const urls = retractedUrls(change, work, log.authors[0].site);
  await recordEntry(log, {
    kind: 'retraction',
    at: new Date().toISOString(),
    asked: asked.toISOString(),
    work,
    out: outDir,
    manifest,
    urls: [...urls.pages, ...urls.pictures],
  });
  const shares = await readShares(settings.contentDir, log.authors);
  const proofs = (await readProofRecords(desk.stateDir)).filter((each) => each.work === work);
  return {
    format: 'colophon-retraction/1',
    work,
    asked: asked.toISOString(),
    manifest,
    urls,
    places: retractionPlaces(urls),
    proofs: proofs.length,
    copies: shares.filter(({ what }) => what.work === work).map(({ to }) => to),
    isStamped: stamp ? await stampNewestEntry(log, desk.portfolio) : null,
  };
}
