import type { PublicCaseStudy, PublicProfile, PublicTalk } from '../schemas/public.ts';
import type { Delivery } from '../schemas/talk.ts';
import type { SiteContext } from './context.ts';
import { url } from './context.ts';
import { instantOf } from './dates.ts';
import { plainText } from './disclosed.ts';

type JsonLd = Readonly<Record<string, unknown>>;

const CONTEXT = 'https://schema.org';

/** The author, for every page that names one. */
export function personLd(profile: PublicProfile, site: SiteContext): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'Person',
    name: profile.name,
    jobTitle: profile.tagline,
    email: profile.email,
    url: url(site, ''),
    sameAs: profile.links.map((link) => link.url),
  };
}

/** A case study. Without a client: even a described one is nobody schema.org could name. */
export function studyLd(
  study: Omit<PublicCaseStudy, 'cover'>,
  profile: PublicProfile,
  site: SiteContext,
): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'Article',
    headline: plainText(study.title, study.lang),
    description: plainText(study.summary, study.lang),
    inLanguage: study.lang,
    keywords: study.tags,
    temporalCoverage: `${study.started}/${study.ended ?? '..'}`,
    author: { '@type': 'Person', name: profile.name, url: url(site, '') },
    url: url(site, `case-studies/${study.work}/`, study.lang),
  };
}

const STATUS: Readonly<Record<Delivery['status'], string>> = {
  scheduled: 'EventScheduled',
  cancelled: 'EventCancelled',
  postponed: 'EventPostponed',
  'moved-online': 'EventMovedOnline',
};

/** One event for each delivery of a talk. */
export function eventsLd(
  talk: PublicTalk,
  profile: PublicProfile,
  site: SiteContext,
): readonly JsonLd[] {
  return talk.deliveries.map((delivery) => ({
    '@context': CONTEXT,
    '@type': 'Event',
    name: plainText(talk.title, talk.lang),
    description: plainText(talk.summary, talk.lang),
    startDate: instantOf(delivery.starts, delivery.timezone).toISOString(),
    duration: `PT${delivery.minutes}M`,
    inLanguage: delivery.language,
    eventStatus: `${CONTEXT}/${STATUS[delivery.status]}`,
    eventAttendanceMode: `${CONTEXT}/${attendance(delivery)}`,
    location: locations(delivery),
    performer: { '@type': 'Person', name: profile.name },
    superEvent: { '@type': 'Event', name: delivery.event.name, url: delivery.event.url },
    url: url(site, `talks/${talk.work}/`),
  }));
}

function attendance({ place, online, status }: Delivery): string {
  if (!place || status === 'moved-online') return 'OnlineEventAttendanceMode';
  return online ? 'MixedEventAttendanceMode' : 'OfflineEventAttendanceMode';
}

function locations({ place, online, status }: Delivery): readonly JsonLd[] {
  const isElsewhere = status === 'moved-online' && online !== undefined;
  const hall = !isElsewhere &&
    place && {
      '@type': 'Place',
      name: place.venue,
      address: {
        '@type': 'PostalAddress',
        streetAddress: place.address,
        addressLocality: place.city,
        addressCountry: place.country,
      },
    };
  const stream = online && { '@type': 'VirtualLocation', url: online };
  return [hall, stream].filter((each) => typeof each === 'object');
}

/** @returns JSON that cannot end the script element it stands in. */
export function toScript(data: readonly JsonLd[]): string {
  return JSON.stringify(data.length === 1 ? data[0] : data).replaceAll('<', '\\u003C');
}
