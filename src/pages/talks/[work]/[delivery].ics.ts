import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { calendar } from '../../../site/calendar.ts';
import type { CalendarEntry } from '../../../site/calendar.ts';
import { calendarEntries } from '../../../site/calendar-entries.ts';
import { siteContext } from '../../../site/context.ts';

export async function getStaticPaths() {
  const site = siteContext(undefined, undefined, import.meta.env);
  const talks = await getCollection('talks', ({ data }) => data.locale === site.locale);
  return talks.flatMap(({ data }) =>
    data.deliveries.map(({ id }) => ({
      params: { work: data.work, delivery: id },
      props: { talk: data },
    })),
  );
}

/** One delivery, to put into a calendar. */
export const GET: APIRoute = ({ params, props, site: origin }) => {
  const site = siteContext(undefined, origin, import.meta.env);
  const all = calendarEntries(props['talk'] as Parameters<typeof calendarEntries>[0], site);
  const entries: CalendarEntry[] = all.filter(({ delivery }) => delivery.id === params['delivery']);
  return new Response(calendar(entries[0]?.title ?? '', entries, new URL(site.origin).host));
};
