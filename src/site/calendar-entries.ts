import type { PicturelessTalk } from '../schemas/public.ts';
import type { CalendarEntry } from './calendar.ts';
import type { SiteContext } from './context.ts';
import { url } from './context.ts';
import { deliveryPath } from './deliveries.ts';
import { plainText } from './disclosed.ts';

/** @returns what a calendar says of each delivery of a talk. */
export function calendarEntries(
  talk: PicturelessTalk,
  site: SiteContext,
): readonly CalendarEntry[] {
  return talk.deliveries.map((delivery) => ({
    talk: talk.work,
    title: plainText(talk.title, talk.lang),
    summary: plainText(talk.summary, talk.lang),
    delivery,
    url: url(site, deliveryPath(talk.work, delivery)),
  }));
}
