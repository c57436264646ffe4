import { escapeHtml } from '../bytes/escape-html.ts';
import type { PicturelessTalk } from '../schemas/public.ts';
import type { Delivery } from '../schemas/talk.ts';
import type { SiteContext } from './context.ts';
import { countryName, formatMoment, zoneName } from './dates.ts';
import { plainText } from './disclosed.ts';
import { LEDGER_STRINGS } from './ledger-strings.ts';
import { SEALED_STRINGS } from './sealed-strings.ts';
import { STRINGS } from './strings.ts';
import { isOnlineOnly } from './talk-numbers.ts';
import { TALK_STRINGS } from './talk-strings.ts';

/** What an invitation is made of. */
export interface InvitationParts {
  readonly talk: PicturelessTalk;
  readonly delivery: Delivery;
  readonly to: string;
  readonly note: string;
  readonly author: string;
  readonly site: SiteContext;
}

/** Writes a guest's invitation. The file with the number 0 is the entry for a calendar. */
export function invitationHtml(parts: InvitationParts): string {
  const { talk, delivery, to, note, author, site } = parts;
  const t = SEALED_STRINGS[site.locale];
  const paragraphs = note.split(/\n\s*\n/).map((text) => `<p>${escapeHtml(text.trim())}</p>`);
  return [
    `<article class="sheet" lang="${site.locale}"><div class="measure"><p class="label">${t.invitationIntro}</p>`,
    `<h1>${escapeHtml(plainText(talk.title, site.locale))}</h1>`,
    `<p>${escapeHtml(t.guest(to))}</p>${paragraphs.join('')}<p>${escapeHtml(author)}</p>`,
    whenHtml(delivery, site),
    `<p>${placeLines(delivery, site).map(escapeHtml).join('<br>')}</p>`,
    `<ul class="links">${links(delivery, site).join('')}</ul></div></article>`,
  ].join('\n');
}

function whenHtml({ starts, timezone }: Delivery, { locale }: SiteContext): string {
  const zone = TALK_STRINGS[locale].local(zoneName(starts, timezone, locale));
  return `<p class="lead">${escapeHtml(formatMoment(starts, locale))}<br><span class="label">${escapeHtml(zone)}</span></p>`;
}

function placeLines(delivery: Delivery, { locale }: SiteContext): readonly string[] {
  const { place, event } = delivery;
  if (!place || isOnlineOnly(delivery)) return [event.name, STRINGS[locale].online];
  const { venue, address, city, country } = place;
  return [
    event.name,
    venue,
    ...(address === undefined ? [] : [address]),
    city + LEDGER_STRINGS[locale].comma + countryName(country, locale),
  ];
}

function links({ place, online }: Delivery, { locale }: SiteContext): readonly string[] {
  const t = STRINGS[locale];
  const link = (to: string, text: string) =>
    `<li><a href="${escapeHtml(to)}" rel="noreferrer">${escapeHtml(text)}</a></li>`;
  return [
    `<li><a data-sealed="0" download="invitation.ics">${t.addToCalendar}</a></li>`,
    ...(place?.map ? [link(place.map, t.map)] : []),
    ...(online ? [link(online, t.online)] : []),
  ];
}
