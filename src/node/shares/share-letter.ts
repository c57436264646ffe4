import type { Profile } from '../../schemas/profile.ts';
import type { Share } from '../../schemas/share.ts';
import { url } from '../../site/context.ts';
import { formatDay } from '../../site/dates.ts';
import { SEALED_STRINGS } from '../../site/sealed-strings.ts';
import { siteContextOf } from '../identity/site-author.ts';
import { toPublicProfile } from '../../disclosure/index.ts';

/** @returns the link that opens a sealed page. The key is in the fragment: no server gets it. */
export function shareLink(share: Share, profile: Profile): string {
  const site = siteContextOf(profile, share.lang, { day: share.made });
  return `${url(site, `s/${share.id}/`)}#${share.secret}`;
}

/** @returns the letter that goes with a link, in the language of its reader. */
export function shareLetter(share: Share, title: string, profile: Profile): string {
  const { lang, to, until, what } = share;
  const lines = SEALED_STRINGS[lang].letter({
    to,
    title,
    link: shareLink(share, profile),
    until: until && formatDay(until, lang),
    author: toPublicProfile(profile, lang).name,
    isInvitation: what.kind === 'invitation',
  });
  return lines.join('\n\n');
}
