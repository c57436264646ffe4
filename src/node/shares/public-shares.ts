import type { Portfolio } from '../../disclosure/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import type { PublicShare } from '../../schemas/public-share.ts';
import type { Share } from '../../schemas/share.ts';
import type { Content } from '../content/content.ts';
import { decideShares } from './seal-shares.ts';
import type { DecidedShares } from './seal-shares.ts';
import { requireSeed } from '../identity/seed.ts';
import type { Settings } from '../settings.ts';
import { hasShares, readShares } from './shares-file.ts';
import { siteAuthors } from '../identity/site-author.ts';

/** @returns what stands around each sealed page of the day, in each language of the site. */
export async function publicShares(
  content: Content,
  settings: Pick<Settings, 'contentDir' | 'asOf'>,
): Promise<readonly PublicShare[]> {
  const { open } = await sharesToday(content, settings);
  return open.flatMap((share) =>
    content.portfolio.profile.languages.map((locale) => ({
      share: share.id,
      locale,
      ...synopsisOf(share, locale, content.portfolio),
    })),
  );
}

/** Reads the list of shares and decides about each. */
export async function sharesToday(
  content: Content,
  settings: Pick<Settings, 'contentDir' | 'asOf'>,
): Promise<DecidedShares> {
  if (!hasShares(settings.contentDir)) return { open: [], leftOut: [] };
  const { profile } = content.portfolio;
  const { seed } = await requireSeed(new URL(profile.site).host, process.env);
  const shares = await readShares(settings.contentDir, await siteAuthors(profile, seed));
  return decideShares(shares, { content, settings });
}

/** Only what the author wrote for the public: never a title, which may be sealed. */
function synopsisOf(
  { what }: Share,
  locale: Locale,
  { studies }: Portfolio,
): { synopsis: string | null; lang: Locale } {
  const source = what.kind === 'study' ? studies.find(({ work }) => work === what.work) : undefined;
  const lang = [locale, source?.lang].find(
    (each) => each && source?.texts.get(each)?.words.synopsis !== undefined,
  );
  return {
    synopsis: (lang && source?.texts.get(lang)?.words.synopsis) ?? null,
    lang: lang ?? locale,
  };
}
