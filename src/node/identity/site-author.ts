import { createAuthor } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { today, toPublicProfile } from '../../disclosure/index.ts';
import type { AsOf } from '../../disclosure/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import type { Profile } from '../../schemas/profile.ts';
import type { SiteContext } from '../../site/context.ts';
import { readRetiredSeeds } from './seed.ts';

/** @returns the root of the site as a whole URL, ending in `/`. */
export function siteUrl({ site, base = '' }: Pick<Profile, 'site' | 'base'>): string {
  return new URL(`${base.replace(/\/$/, '')}/`, site).href;
}

/** @returns where a page in a language stands, as the site's own pages know it. */
export function siteContextOf(profile: Profile, locale: Locale, asOf: AsOf): SiteContext {
  const { origin, pathname } = new URL(siteUrl(profile));
  return {
    locale,
    defaultLocale: profile.locale,
    locales: profile.languages,
    base: pathname,
    origin,
    today: today(asOf, profile.timezone),
  };
}

/** @returns the author of a site, who signs with a seed under the name the site gives. */
export function siteAuthor(profile: Profile, seed: Uint8Array): Author {
  const { name } = toPublicProfile(profile, profile.locale);
  return createAuthor(seed, { name, site: siteUrl(profile) });
}

/**
 * @returns the author with the seed of today, then with those that were replaced: what was signed
 *   or sealed in their time is still theirs.
 * @throws BrokenInput if a seed cannot be read.
 */
export async function siteAuthors(
  profile: Profile,
  seed: Uint8Array,
): Promise<readonly [Author, ...Author[]]> {
  const retired = await readRetiredSeeds(new URL(profile.site).host, process.env);
  return [siteAuthor(profile, seed), ...retired.map((each) => siteAuthor(profile, each))];
}
