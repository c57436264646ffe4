import type { Locale } from '../schemas/locale.ts';
import type { Disclosed } from '../schemas/public.ts';
import { STRINGS } from './strings.ts';

/** @returns a text for places that cannot show a bar: titles, feeds, metadata. */
export function plainText(text: Disclosed, locale: Locale): string {
  return text
    .map((part) => (typeof part === 'string' ? part : STRINGS[locale].bar[part.withheld]))
    .join('');
}
