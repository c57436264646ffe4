import type { Locale } from '../schemas/locale.ts';
import { LOCALES } from '../schemas/locale.ts';
import type { Disclosed, PublicCaseStudy } from '../schemas/public.ts';

/** By what the index can be filtered. */
export const FILTER_KINDS = ['year', 'sector', 'role'] as const;
export type FilterKind = (typeof FILTER_KINDS)[number];

/** A page of the index that shows some of the works. */
export interface Filter {
  readonly kind: FilterKind;
  /** Part of the URL, alike in every language. */
  readonly slug: string;
  /** What it is called on the pages of each language, and in which language that is. */
  readonly labels: Readonly<Record<Locale, { readonly text: string; readonly lang: Locale }>>;
  readonly works: ReadonlySet<string>;
}

type View = Pick<
  PublicCaseStudy,
  'work' | 'locale' | 'lang' | 'sector' | 'role' | 'started' | 'ended'
>;

interface Group {
  readonly works: Set<string>;
  /** What its members are called, with the language: `en/Payments`. */
  readonly names: Set<string>;
}

/**
 * The filters of the index. Made from public views alone, and only where at least two works share a
 * value and not all do: a filter for one work would single a client out by sector and year, and its
 * coming and going would tell of a work that is not there.
 *
 * @param views - each public work in each language of the site.
 */
export function filters(views: readonly View[], defaultLocale: Locale): readonly Filter[] {
  const count = new Set(views.map(({ work }) => work)).size;
  return FILTER_KINDS.flatMap((kind) =>
    groupsOf(kind, views)
      .filter(({ works }) => works.size > 1 && works.size < count)
      .map(({ works }) => toFilter(kind, works, views, defaultLocale))
      .toSorted((a, b) => compare(a, b, defaultLocale))
      .map(distinct),
  );
}

/** Two names may differ in signs that an address leaves out: the second is numbered. */
function distinct(filter: Filter, index: number, all: readonly Filter[]): Filter {
  const before = all.slice(0, index).filter(({ slug }) => slug === filter.slug).length;
  return before === 0 ? filter : { ...filter, slug: `${filter.slug}-${before + 1}` };
}

/** Works that share a value in any language belong together in all of them. */
function groupsOf(kind: FilterKind, views: readonly View[]): readonly Group[] {
  let groups: Group[] = [];
  for (const view of views) {
    const value = valueOf(kind, view);
    if (value === null) continue;
    const name = `${view.lang}/${value}`;
    const joined = groups.filter(({ works, names }) => works.has(view.work) || names.has(name));
    const merged: Group = {
      works: new Set([...joined.flatMap(({ works }) => [...works]), view.work]),
      names: new Set([...joined.flatMap(({ names }) => [...names]), name]),
    };
    groups = [...groups.filter((group) => !joined.includes(group)), merged];
  }
  return groups;
}

/** @returns what a view is filtered by; null if a bar stands in it. */
function valueOf(kind: FilterKind, view: View): string | null {
  if (kind === 'year') return (view.ended ?? view.started).slice(0, 4);
  const text = plain(view[kind]);
  // A role is filtered by its title alone: "Lead engineer, scoring path".
  return kind === 'role' ? (text?.split(/[,，、（(]/)[0]?.trim() ?? null) : text;
}

function plain(text: Disclosed): string | null {
  return text.every((part) => typeof part === 'string') ? text.join('').trim() : null;
}

function toFilter(
  kind: FilterKind,
  works: ReadonlySet<string>,
  views: readonly View[],
  defaultLocale: Locale,
): Filter {
  const members = views.filter(({ work }) => works.has(work));
  const label = (locale: Locale) => {
    const own = members.filter((view) => view.locale === locale && valueOf(kind, view) !== null);
    const view = own.find(({ lang }) => lang === locale) ?? own[0] ?? members[0];
    return { text: (view && valueOf(kind, view)) ?? '', lang: view?.lang ?? locale };
  };
  const labels = Object.fromEntries(LOCALES.map((locale) => [locale, label(locale)])) as Record<
    Locale,
    ReturnType<typeof label>
  >;
  return { kind, slug: `${kind}-${toSlug(labels[defaultLocale].text)}`, labels, works };
}

function toSlug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Years newest first, words in their order. */
function compare(a: Filter, b: Filter, locale: Locale): number {
  const order = a.labels[locale].text.localeCompare(b.labels[locale].text, locale);
  return a.kind === 'year' ? -order : order;
}
