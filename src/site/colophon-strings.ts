import type { Locale } from '../schemas/locale.ts';
import { en } from './colophon-strings/en.ts';
import { ja } from './colophon-strings/ja.ts';
import { ru } from './colophon-strings/ru.ts';
import type { ColophonStrings } from './colophon-strings/strings.ts';

export const COLOPHON_STRINGS: Readonly<Record<Locale, ColophonStrings>> = { en, ja, ru };
