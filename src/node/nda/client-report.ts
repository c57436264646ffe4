import type { Author } from '../../authorship/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import type { Share } from '../../schemas/share.ts';
import { sealedFile } from '../../release/sealed-pages.ts';
import { lastRelease } from '../../release/release-log.ts';
import { plainText } from '../../site/disclosed.ts';
import { clientSheet } from './client-sheet.ts';
import { writeDurably } from '../files/durable-file.ts';
import { auditTerms, findAgreement, openReleaseLog } from './desk.ts';
import type { NdaDesk } from './desk.ts';
import { manifestHash, readReleaseLog } from '../release/log-folder.ts';
import { releaseFiles } from '../release/release-files.ts';
import { lastDayOf } from '../shares/share-content.ts';
import { readShares } from '../shares/shares-file.ts';

/** What became of a sheet: where it is, or why there is none. */
export type MadeSheet =
  { readonly path: string; readonly at: string } | { readonly problem: string };

/**
 * Writes the sheet for a client from the log of releases, which says what was really published.
 *
 * @param wanted - the id of an agreement, or a name of its client.
 * @param place - decides where the file goes, by the agreement's id.
 * @throws BrokenInput if there is no such agreement, or no seed.
 */
export async function writeClientSheet(
  desk: NdaDesk,
  { wanted, locale }: { wanted: string; locale: Locale },
  place: (agreement: string) => Promise<string>,
): Promise<MadeSheet> {
  const { portfolio, settings } = desk;
  const agreement = portfolio.agreements.get(findAgreement(desk, wanted));
  if (!agreement) throw new Error('an agreement that was found and is not there');
  const log = await openReleaseLog(desk);
  const { entries, broken } = await readReleaseLog(log);
  if (broken) return { problem: 'The log of releases is broken: `npm run nda -- log` says how.' };
  const release = lastRelease(entries, settings.outDir);
  if (!release) return { problem: `${settings.outDir}: no release into it is on record.` };
  if ((await manifestHash(settings.outDir)) !== release.manifest)
    return {
      problem: `${settings.outDir}: holds another release than the last one on record. Build again.`,
    };
  const { terms } = auditTerms(desk, true);
  const own = terms.filter(({ id }) => id.startsWith(`${agreement.id}/`));
  const path = await place(agreement.id);
  const sheet = clientSheet({
    agreement,
    terms: own.reduce((sum, { writings }) => sum + writings.length, 0),
    author: log.authors[0],
    email: portfolio.profile.email,
    entries,
    release,
    copies: await publishedCopies(desk, agreement.id, log.authors),
    locale,
    titleOf: (work) => publicTitle(desk, work, locale),
  });
  await writeDurably(path, sheet, 0o600);
  return { path, at: release.at };
}

/** @returns the sealed copies that are in the release, of studies under an agreement. */
async function publishedCopies(
  desk: NdaDesk,
  agreement: string,
  authors: readonly Author[],
): Promise<readonly Share[]> {
  const { portfolio, settings } = desk;
  const released = (await releaseFiles(settings.outDir)) ?? {};
  const shares = await readShares(settings.contentDir, authors);
  return shares
    .filter(({ id }) => Object.hasOwn(released, sealedFile(id)))
    .filter(({ what }) => {
      const study = portfolio.studies.find(({ work }) => work === what.work);
      return what.kind === 'study' && (study?.facts.nda || []).includes(agreement);
    })
    .map((share) => ({ ...share, until: lastDayOf(share, desk) }));
}

/** What is public of it today may differ from the release: then its slug stands for it. */
function publicTitle({ published }: NdaDesk, work: string, locale: Locale): string {
  const page = [...published.studies, ...published.talks].find(
    ({ data }) => data.work === work && data.locale === locale,
  );
  return page ? plainText(page.data.title, locale) : work;
}
