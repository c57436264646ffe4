import { letterGroup } from '../letters/other-letters.ts';
import { CYRILLIC_MOJIBAKE } from './cyrillic-mojibake.ts';
import { JAPANESE_MOJIBAKE } from './japanese-mojibake.ts';
import { UTF8_MOJIBAKE } from './utf8-mojibake.ts';
import type { Misreading } from './misreading.ts';
import type { Edit } from './writing.ts';

const NONE: readonly Misreading[] = [];
const ALL: readonly Misreading[] = [...UTF8_MOJIBAKE, ...CYRILLIC_MOJIBAKE, ...JAPANESE_MOJIBAKE];
/** Those whose signs are all of Latin-1, which are looked for in no time. */
const IN_LATIN_1 = ALL.filter(({ signs }) => signs.every((sign) => sign < '\u0100'));
/** Those that were read in a charset without lines and blocks. */
const WITHOUT_LINES = ALL.filter(
  (each) => IN_LATIN_1.includes(each) || !/\/(?:koi8-r|ibm866|ibm437)$/.test(each.name),
);

/** Not a space that does not break, dashes, quotes and dots, which all texts have. */
const hasLetters = letterGroup(/[^\u00A0\u2010-\u2019\u201C-\u2027]/);
/** Nor arrows and emoji, nor lines with which folders are drawn. */
const hasSigns = letterGroup(/[\u0100-\u04FF\u2550-\u2593\u3000-\uD7FF\uFF61-\uFF9F]/);
const hasLines = letterGroup(/[\u2500-\u2593]/);

/** What undoes that a text was read in a wrong charset, and where. */
interface Misread {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** Undoes that a text was read in a wrong charset, in each way of which it has a sign. */
export function* misreadIn(text: string): Iterable<Misread> {
  let runs: Runs | null = null;
  for (const { name, signs, edits } of misreadingsOf(text)) {
    if (!signs.some((sign) => text.includes(sign))) continue;
    runs ??= runsIn(text);
    const found = runs.inSource(edits(runs.text));
    if (found.length > 0) yield { name, edits: found };
  }
}

/** Most texts have no sign of all that. To look for a few ranges takes as long as for some ten signs. */
function misreadingsOf(text: string): readonly Misreading[] {
  if (!hasLetters(text)) return NONE;
  if (!hasSigns(text)) return IN_LATIN_1;
  return hasLines(text) ? ALL : WITHOUT_LINES;
}

/**
 * What was misread has two letters beyond ASCII at least, and between any two of them no more than a space, a hyphen, or
 * half a letter of Shift_JIS.
 */
const RUN = /[^\0-\x7F](?:[ @-~-]?[^\0-\x7F])+[@-~]?/g;

/** Letters beyond ASCII, a line for each run of them: of programs and pages they are a small part. */
interface Runs {
  readonly text: string;
  /** @returns the edits of that where they are in the source. */
  inSource(edits: readonly Edit[]): readonly Edit[];
}

function runsIn(source: string): Runs {
  const runs: string[] = [];
  /** How much farther on a run stands in the source, behind each start. */
  const starts: number[] = [];
  const shifts: number[] = [];
  let size = 0;
  for (const { 0: run, index } of source.matchAll(RUN)) {
    runs.push(run);
    starts.push(size);
    shifts.push(index - size);
    size += run.length + 1;
  }
  return {
    text: runs.join('\n'),
    inSource(edits) {
      let at = 0;
      return edits.map(({ start, end, text }) => {
        while ((starts[at + 1] ?? Infinity) <= start) at += 1;
        const shift = shifts[at] ?? 0;
        return { start: start + shift, end: end + shift, text };
      });
    },
  };
}
