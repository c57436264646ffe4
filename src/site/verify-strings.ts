import type { Locale } from '../schemas/locale.ts';
import { en } from './verify-strings/en.ts';
import { ja } from './verify-strings/ja.ts';
import { ru } from './verify-strings/ru.ts';
import type { VerifyStrings } from './verify-strings/strings.ts';

export type { VerifyStrings };

export const VERIFY_STRINGS: Readonly<Record<Locale, VerifyStrings>> = { en, ja, ru };
