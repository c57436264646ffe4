import { CYRILLIC_MOJIBAKE } from './cyrillic-mojibake.ts';
import { JAPANESE_MOJIBAKE } from './japanese-mojibake.ts';
import { UTF8_MOJIBAKE } from './utf8-mojibake.ts';
import type { Rewriting } from './writing.ts';

/** Text that was read in a wrong charset, each kind told by signs that hardly any other text has. */
export interface Misreading extends Rewriting {
  /** How parts of the commonest letters look then, of which a text has one at least. */
  readonly signs: readonly string[];
}

const ALL: readonly Misreading[] = [...UTF8_MOJIBAKE, ...CYRILLIC_MOJIBAKE, ...JAPANESE_MOJIBAKE];
/** Those whose signs are all of Latin-1, which are looked for in no time. */
const IN_LATIN_1 = ALL.filter(({ signs }) => signs.every((sign) => sign < '\u0100'));

/**
 * Signs of the others stand among these: not among dashes, quotes, arrows and emoji, which all texts have, nor among lines
 * and corners, with which folders are drawn.
 */
const OTHER_SIGN = /[\u0100-\u04FF\u2550-\u2593\u3000-\uD7FF\uFF61-\uFF9F]/;

/** @returns what may undo that a text was read in a wrong charset: most texts have no sign of all that. */
export function misreadingsOf(text: string): readonly Misreading[] {
  return OTHER_SIGN.test(text) ? ALL : IN_LATIN_1;
}
