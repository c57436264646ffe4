import type { PicturelessTalk, PublicCaseStudy, PublicProfile } from '../schemas/public.ts';
import type { Delivery } from '../schemas/talk.ts';
import type { SiteContext } from './context.ts';
import { url } from './context.ts';
import { instantOf, placeTime, withOffset } from './dates.ts';
import { deliveryPath } from './deliveries.ts';
import { plainText } from './disclosed.ts';

type JsonLd = Readonly<Record<string, unknown>>;

/** A profile, whatever became of its pictures. */
type Profile = Omit<PublicProfile, 'portrait' | 'speaker'> & { readonly portrait?: unknown };

const CONTEXT = 'https://schema.org';

/** The author, for every page that names one. */
export function personLd(profile: Profile, site: SiteContext): JsonLd {
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

/** The page about the author. */
export function profilePageLd(profile: Profile, site: SiteContext): JsonLd {
  const { '@context': _, ...person } = personLd(profile, site);
  return {
    '@context': CONTEXT,
    '@type': 'ProfilePage',
    url: url(site, 'about/'),
    inLanguage: site.locale,
    mainEntity: person,
  };
}

/** A case study. Without a client: even a described one is nobody schema.org could name. */
export function studyLd(
  study: Omit<PublicCaseStudy, 'cover'>,
  profile: Profile,
  site: SiteContext,
): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'CreativeWork',
    name: plainText(study.title, study.lang),
    headline: plainText(study.title, study.lang),
    description: plainText(study.summary, study.lang),
    inLanguage: study.lang,
    keywords: study.tags,
    temporalCoverage: `${study.started}/${study.ended ?? '..'}`,
    author: { '@type': 'Person', name: profile.name, url: url(site, '') },
    url: url(site, `case-studies/${study.work}/`, study.original),
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
  talk: PicturelessTalk,
  profile: Profile,
  site: SiteContext,
): readonly JsonLd[] {
  return talk.deliveries.map((delivery) => eventLd(talk, delivery, profile, site));
}

/** One delivery. What is called off keeps its day, as schema.org asks. */
export function eventLd(
  talk: PicturelessTalk,
  delivery: Delivery,
  profile: Profile,
  site: SiteContext,
): JsonLd {
  const { starts, timezone, minutes, event, status, language, tickets } = delivery;
  const address = url(site, deliveryPath(talk.work, delivery));
  const end = new Date(instantOf(starts, timezone).getTime() + minutes * 60_000);
  return {
    '@context': CONTEXT,
    '@type': 'Event',
    '@id': `${address}#event`,
    name: plainText(talk.title, talk.lang),
    description: plainText(talk.summary, talk.lang),
    startDate: withOffset(starts, timezone),
    endDate: placeTime(end, timezone),
    duration: `PT${minutes}M`,
    inLanguage: language,
    eventStatus: `${CONTEXT}/${STATUS[status]}`,
    eventAttendanceMode: `${CONTEXT}/${attendance(delivery)}`,
    location: locations(delivery),
    performer: { '@type': 'Person', name: profile.name, url: url(site, '') },
    organizer: { '@type': 'Organization', name: event.name, ...(event.url && { url: event.url }) },
    superEvent: {
      '@type': 'Event',
      name: event.name,
      startDate: starts.slice(0, 10),
      location: locations(delivery),
      ...(event.url && { url: event.url }),
    },
    ...(tickets && { offers: { '@type': 'Offer', url: tickets } }),
    url: address,
  };
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
