import { letterGroup } from '../letters/other-letters.ts';
import { editsOf, inOrder, rewritten } from './writing.ts';
import type { Edit, Rewriting } from './writing.ts';

const KANJI = '\\u3400-\\u9FFF\\uF900-\\uFAFF\\u3005-\\u3007';
const BASE = `[${KANJI}]{1,16}`;
const KANA = '[\\u3041-\\u30FF\\u3000 ]{1,32}';
/** Brackets around kana behind a kanji. Anything may stand in those that are only there for readings. */
const BRACKETED = [
  '《([^《》\\n]{1,40})》',
  ...['（）', '\\(\\)', '【】', '［］', '｢｣', '〔〕'].map((pair) => {
    const half = pair.length / 2;
    return `${pair.slice(0, half)}(${KANA})${pair.slice(half)}`;
  }),
].join('|');

/** Behind a bar a reading may be of any letters: `｜Harbour《ハーバー》`. */
const BEHIND_BASE = new RegExp(`(?:｜([^｜《》\\n]{1,40})|(${BASE}))(?:${BRACKETED})`, 'g');
/** Notes of Aozora Bunko, and what is left of others. */
const NOTES = /［＃[^［］\n]{1,80}］|《[^《》\n]{1,40}》/g;
/** The base and its reading in the writings of DenDen, pixiv, Markdown with ruby, and TeX. */
const AROUND_BASE = new RegExp(
  [
    `\\{([^{}|\\n]{0,16}[${KANJI}][^{}|\\n]{0,16})\\|([^{}\\n]{1,60})\\}`,
    '\\[\\[rb:([^>\\]\\n]{1,40}) ?> ?([^\\]\\n]{1,60})\\]\\]',
    `[[{](${BASE})[\\]}]\\^?\\(([^()\\n]{1,60})\\)`,
    '\\\\(?:ruby|kana|furigana)(?:\\[[^\\]\\n]{0,8}\\])?\\{([^{}\\n]{1,40})\\}\\{([^{}\\n]{1,60})\\}',
  ].join('|'),
  'g',
);

/** Where none of them stands, nor `\ruby`, no reading does. */
const hasKana = letterGroup(/[\u3041-\u30FF《［]/);

/**
 * Readings that texts without markup put behind kanji, or letter by letter: `東《とう》浜《はま》`,
 * `東浜（とうはま）倉庫`. They are taken out, and behind each line it stands once more with its readings
 * alone.
 *
 * @see https://www.aozora.gr.jp/annotation/ for `《》`, `｜` and `［＃］`.
 */
export const readings: Rewriting = {
  name: 'readings',
  edits(text) {
    const mayBe = hasKana(text) || text.includes('\\ruby');
    if (!mayBe) return [];
    const found = [...read(text, BEHIND_BASE), ...read(text, AROUND_BASE)];
    const notes = editsOf(text, NOTES, () => '');
    const lines = linesOf(text, inOrder(found)).map(({ start, end, within }) => {
      const line = within.map((each) => ({
        start: each.start - start,
        end: each.end - start,
        text: each.reading,
      }));
      return { start: end, end, text: `\n${rewritten(text.slice(start, end), line)}` };
    });
    return inOrder([...found, ...notes, ...lines]);
  },
};

/** What stands for both is what they are read for. */
interface Read extends Edit {
  readonly reading: string;
}

function read(text: string, pattern: RegExp): readonly Read[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const [base = '', reading = ''] = match.slice(1).filter((group) => group !== undefined);
    const [start, end] = [match.index, match.index + match[0].length];
    return { start, end, text: base.trim(), reading: reading.replaceAll('|', '') };
  });
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly within: Read[];
}

function linesOf(text: string, found: readonly Read[]): readonly Line[] {
  const lines: Line[] = [];
  for (const each of found) {
    const last = lines.at(-1);
    if (last && each.start < last.end) last.within.push(each);
    else {
      const stop = text.indexOf('\n', each.end);
      const start = text.lastIndexOf('\n', each.start) + 1;
      lines.push({ start, end: stop < 0 ? text.length : stop, within: [each] });
    }
  }
  return lines;
}
