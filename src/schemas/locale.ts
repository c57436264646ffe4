import { z } from 'zod';

/** The languages the interface speaks, in the order of the language switch. */
export const LOCALES = ['en', 'ja', 'ru'] as const;

export const Locale = z.enum(LOCALES, { error: 'expected `en`, `ja` or `ru`' });
export type Locale = z.infer<typeof Locale>;
