import type { APIRoute } from 'astro';
import { getCollection, getEntry } from 'astro:content';
import { calendar } from '../site/calendar.ts';
import { calendarEntries } from '../site/calendar-entries.ts';
import { siteContext } from '../site/context.ts';

/** All deliveries of all talks, to subscribe to. */
export const GET: APIRoute = async ({ site: origin }) => {
  const site = siteContext(undefined, origin, import.meta.env);
  const talks = await getCollection('talks', ({ data }) => data.locale === site.locale);
  const profile = await getEntry('profile', site.locale);
  const entries = talks.flatMap(({ data }) => calendarEntries(data, site));
  return new Response(calendar(profile?.data.name ?? '', entries, new URL(site.origin).host));
};
