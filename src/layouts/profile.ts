import { getEntry } from 'astro:content';
import type { Locale } from '../schemas/locale.ts';

/** @returns the author's profile in a language. The loader makes one for each. */
export async function profileIn(locale: Locale) {
  const entry = await getEntry('profile', locale);
  if (!entry) throw new Error(`no profile in ${locale}`);
  return entry.data;
}
