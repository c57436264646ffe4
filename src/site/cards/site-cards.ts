import type { Locale } from '../../schemas/locale.ts';
import type { PublicCaseStudy, PublicProfile, PublicTalk } from '../../schemas/public.ts';
import { LOCALES } from '../../schemas/locale.ts';
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

/** @returns the file of a work's card, or of the site's, relative to the site. */
export function cardFile(locale: Locale, page?: { kind: 'case-studies' | 'talks'; work: string }) {
  return page ? `cards/${locale}/${page.kind}/${page.work}.jpg` : `cards/${locale}/site.jpg`;
}

/** @returns a card for each text of each work, in the language it is in, and for the site. */
export function siteCards({ studies, talks, profiles, host }: CardSources): readonly SiteCard[] {
  const shared = (locale: Locale) => ({ locale, host, name: profiles.get(locale)?.name ?? '' });
  const own = <T extends { lang: Locale; locale: Locale }>(works: readonly T[]) =>
    works.filter(({ lang, locale }) => lang === locale);
  return [
    ...LOCALES.map((locale) => ({
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
  ];
}
