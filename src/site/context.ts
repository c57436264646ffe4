import type { Locale } from '../schemas/locale.ts';
import { LOCALES } from '../schemas/locale.ts';

/** Where a page stands: what every address and date on it depends on. */
export interface SiteContext {
  readonly locale: Locale;
  /** The language of `/`; the others live under `/ja/` and so on. */
  readonly defaultLocale: Locale;
  /** The languages the site is published in, in the order of the language switch. */
  readonly locales: readonly Locale[];
  /** The path the site is served under, with a slash at both ends. */
  readonly base: string;
  /** The origin, such as `https://example.com`. */
  readonly origin: string;
  /** The day the site shows, YYYY-MM-DD. */
  readonly today: string;
}

/** What the build says of languages. */
interface LanguagesOfBuild {
  readonly COLOPHON_LOCALE: string;
  readonly COLOPHON_LANGUAGES: string;
}

/**
 * Makes the context of a page from what the build says.
 *
 * @param param - the first part of the path; undefined at the root.
 */
export function siteContext(
  param: string | undefined,
  origin: URL | undefined,
  env: LanguagesOfBuild & { BASE_URL: string; COLOPHON_AS_OF: string },
): SiteContext {
  const defaultLocale = toLocale(env.COLOPHON_LOCALE) ?? 'en';
  return {
    locale: toLocale(param) ?? defaultLocale,
    defaultLocale,
    locales: localesOf(env),
    base: env.BASE_URL.endsWith('/') ? env.BASE_URL : `${env.BASE_URL}/`,
    origin: origin?.origin ?? '',
    today: env.COLOPHON_AS_OF,
  };
}

function toLocale(value: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => locale === value);
}

function localesOf({ COLOPHON_LANGUAGES }: LanguagesOfBuild): readonly Locale[] {
  return COLOPHON_LANGUAGES.split(' ').flatMap((each) => toLocale(each) ?? []);
}

/** @returns the `locale` parameter of each language's pages: the default one has none. */
export function localeParams(env: LanguagesOfBuild): { params: { locale: string | undefined } }[] {
  return localesOf(env).map((locale) => ({
    params: { locale: locale === env.COLOPHON_LOCALE ? undefined : locale },
  }));
}

/** @returns the `lang` of an element on a page: none where its text is in the language of the page. */
export function langOn({ locale }: SiteContext, lang: Locale): Locale | undefined {
  return lang === locale ? undefined : lang;
}

/** @returns the address of a page, from the root of the host. `path` ends in a slash or is empty. */
export function href(
  { base, defaultLocale, locale }: SiteContext,
  path: string,
  to: Locale = locale,
): string {
  return `${base}${to === defaultLocale ? '' : `${to}/`}${path}`;
}

/** @returns the whole URL of a page. */
export function url(site: SiteContext, path: string, to: Locale = site.locale): string {
  return site.origin + href(site, path, to);
}

/** @returns the address of a file that is not a page and has no language. */
export function fileHref({ base }: Pick<SiteContext, 'base'>, file: string): string {
  return base + file;
}
