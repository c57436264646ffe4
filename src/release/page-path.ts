import type { Locale } from '../schemas/locale.ts';
import type { PagePlan } from '../disclosure/index.ts';

/** @returns the file of a work's page, relative to the output folder, with `/`. */
export function pagePath(
  { kind, work, locale }: Pick<PagePlan, 'kind' | 'work' | 'locale'>,
  defaultLocale: Locale,
): string {
  const prefix = locale === defaultLocale ? '' : `${locale}/`;
  return `${prefix}${kind}/${work}/index.html`;
}

/** @returns whether an output file belongs to the pages of `work`, in any language. */
export function isFileOfWork(file: string, work: string): boolean {
  return workAt(file) === work;
}

/** @returns the slug of the work whose pages a file or address is one of; null if it is none's. */
export function workAt(file: string): string | null {
  return /(?:^|\/)(?:case-studies|talks)\/([^/]+)\//.exec(file)?.[1] ?? null;
}
