import type { Locale } from '../../schemas/locale.ts';
import type { PublicCaseStudy, PublicProfile, PublicTalk } from '../../schemas/public.ts';
import type { Delivery } from '../../schemas/talk.ts';
import { formatDay } from '../dates.ts';
import { STRINGS } from '../strings.ts';
import type { Card } from './card.ts';

/** What the cards of a site are made of: public views alone. */
export interface CardSources {
  readonly studies: readonly PublicCaseStudy[];
  readonly talks: readonly PublicTalk[];
  readonly profiles: ReadonlyMap<Locale, Pick<PublicProfile, 'name' | 'tagline'>>;
  readonly host: string;
}

/** A card and what it is of. */
export interface SiteCard extends Card {
  /** The slug; null for the site as a whole. */
  readonly work: string | null;
}

/** What a card is of, if not of the site as a whole. */
interface CardPage {
  readonly kind: 'case-studies' | 'talks';
  readonly work: string;
  /** The id of one giving of a talk. */
  readonly delivery?: string;
}

/** @returns the file of a card, relative to the site. */
export function cardFile(locale: Locale, page?: CardPage): string {
  if (!page) return `cards/${locale}/site.jpg`;
  const { kind, work, delivery } = page;
  return `cards/${locale}/${kind}/${delivery ? `${work}/${delivery}` : work}.jpg`;
}

/**
 * @returns a card for each text of each work and each delivery, on the page where it stands first, and
 *   for the site in each language.
 */
export function siteCards({ studies, talks, profiles, host }: CardSources): readonly SiteCard[] {
  const shared = (locale: Locale) => ({ locale, host, name: profiles.get(locale)?.name ?? '' });
  const own = <T extends { original: Locale; locale: Locale }>(works: readonly T[]) =>
    works.filter(({ original, locale }) => original === locale);
  return [
    ...[...profiles.keys()].map((locale) => ({
      ...shared(locale),
      file: cardFile(locale),
      work: null,
      label: STRINGS[locale].work,
      title: [profiles.get(locale)?.tagline ?? ''],
    })),
    ...own(studies).map(({ locale, work, title }) => ({
      ...shared(locale),
      file: cardFile(locale, { kind: 'case-studies', work }),
      work,
      label: STRINGS[locale].caseStudy,
      title,
    })),
    ...own(talks).map(({ locale, work, title }) => ({
      ...shared(locale),
      file: cardFile(locale, { kind: 'talks', work }),
      work,
      label: STRINGS[locale].talk,
      title,
    })),
    ...own(talks).flatMap(({ locale, work, title, deliveries }) =>
      deliveries.map((delivery) => ({
        ...shared(locale),
        file: cardFile(locale, { kind: 'talks', work, delivery: delivery.id }),
        work,
        label: deliveryLabel(delivery, locale),
        title,
      })),
    ),
  ];
}

/** Who is sent a link to a delivery that will not take place is to see it before he travels. */
function deliveryLabel({ event, starts, status }: Delivery, locale: Locale): string {
  const note = status === 'scheduled' ? [] : [STRINGS[locale].status[status]];
  return [event.name, formatDay(starts.slice(0, 10), locale), ...note].join(' · ');
}
