import { createAuthor } from '../authorship/index.ts';
import type { Author } from '../authorship/index.ts';
import { toPublicProfile } from '../disclosure/index.ts';
import type { Profile } from '../schemas/profile.ts';

/** @returns the root of the site as a whole URL, ending in `/`. */
export function siteUrl({ site, base = '' }: Pick<Profile, 'site' | 'base'>): string {
  return new URL(`${base.replace(/\/$/, '')}/`, site).href;
}

/** @returns the author of a site, who signs with a seed under the name the site gives. */
export function siteAuthor(profile: Profile, seed: Uint8Array): Author {
  const { name } = toPublicProfile(profile, profile.locale);
  return createAuthor(seed, { name, site: siteUrl(profile) });
}
