import type { Portfolio } from '../../disclosure/index.ts';
import { LOCALES } from '../../schemas/locale.ts';
import type { Locale } from '../../schemas/locale.ts';
import type { PublicShare } from '../../schemas/public-share.ts';
import type { Share } from '../../schemas/share.ts';
import type { Content } from '../content/content.ts';
import { activeShares } from './seal-shares.ts';
import { requireSeed } from '../identity/seed.ts';
import type { Settings } from '../settings.ts';
import { hasShares, readShares } from './shares-file.ts';
import { siteAuthors } from '../identity/site-author.ts';

/** @returns what stands around each sealed page of the day, in each language of the site. */
export async function publicShares(
  content: Content,
  settings: Pick<Settings, 'contentDir' | 'asOf'>,
): Promise<readonly PublicShare[]> {
  if (!hasShares(settings.contentDir)) return [];
  const { portfolio } = content;
  const { profile } = portfolio;
  const { seed } = await requireSeed(new URL(profile.site).host, process.env);
  const shares = await readShares(settings.contentDir, await siteAuthors(profile, seed));
  return activeShares(shares, { content, settings }).flatMap((share) =>
    LOCALES.map((locale) => ({ share: share.id, locale, ...synopsisOf(share, locale, portfolio) })),
  );
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
