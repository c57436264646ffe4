import { getCollection } from 'astro:content';
import type { Locale } from '../schemas/locale.ts';
import { filters } from '../site/filters.ts';
import { ledgerOrder } from '../site/ledger-order.ts';

/** @returns the works of the index in a language, in its order, and what it can be filtered by. */
export async function ledger(locale: Locale) {
  const views = (await getCollection('caseStudies')).map(({ data }) => data);
  return {
    studies: ledgerOrder(views.filter((view) => view.locale === locale)),
    filters: filters(views, import.meta.env.COLOPHON_LOCALE as Locale),
  };
}
