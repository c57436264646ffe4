import type { PublicProfile } from '../schemas/public.ts';
import type { SiteContext } from './context.ts';
import { fileHref, href } from './context.ts';

/** Under a year, as the RFC advises: a site that nobody releases any more does not promise answers. */
const DAYS = 364;

/**
 * Whom to tell of a weakness.
 *
 * @see RFC 9116
 */
export function securityTxt({ email }: Pick<PublicProfile, 'email'>, site: SiteContext): string {
  const expires = new Date(Date.parse(`${site.today}T00:00:00Z`) + DAYS * 86_400_000);
  const languages = new Set([site.defaultLocale, ...site.locales]);
  return [
    `Contact: mailto:${email}`,
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${[...languages].join(', ')}`,
    `Canonical: ${site.origin}${fileHref(site, '.well-known/security.txt')}`,
    `Policy: ${site.origin}${href(site, 'colophon/')}`,
    '',
  ].join('\r\n');
}
