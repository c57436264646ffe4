import { fromHex } from '../../bytes/hex.ts';
import type { Layer } from '../decoder.ts';
import { captionText } from './cea-608.ts';

const TIME = /(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}/.source;
/** WebVTT and SubRip: a line that says when. SBV has two times and a comma. */
const CUE = new RegExp(`^[ \\t]*${TIME}\\s*(?:-->|,)\\s*${TIME}.*$`, 'm');
/** SubStation: nine fields before the text. */
const DIALOGUE = /^Dialogue:(?:[^,\n]*,){9}(.*)$/gm;
/** Lyrics: each line with its time. */
const LYRIC = /^\[\d+:\d{2}(?:\.\d+)?\](.*)$/gm;

/** MicroDVD and MPL2: each line with the frames or tenths of a second that it is shown for. */
const FRAMED = /^(?:\{\d{1,9}\}\{\d{0,9}\}|\[\d{1,9}\]\[\d{0,9}\])(.*)$/gm;
const FRAMED_START = /^(?:\{\d{1,9}\}\{|\[\d{1,9}\]\[)/;

/** Within such a line each word may have its time, too. */
const WORD_TIME = /<\d+:\d{2}(?:\.\d+)?>/g;
/** Captions of television: behind each time, their bytes in hexadecimal digits. */
const SCENARIST = 'Scenarist_SCC';
const BYTES = /^\d{2}:\d{2}:\d{2}[:;.]\d{2}\s+((?:[\da-f]{4}\s*)+)$/gim;

const LYRIC_START = /\[\d+:\d/;

/** What all times have; most texts that have one are something else, which this tells soonest. */
const CLOCK = /\d:\d{2}/;
const FRACTION = /\d:\d{2}[.,]\d/;

/** Subtitles as they are heard: one cue behind the other, without times, numbers and tags. */
export function* subtitles(text: string): Iterable<Layer> {
  if (text.startsWith(SCENARIST))
    return yield { kind: 'text', name: 'subtitles', text: captions(text) };
  if (FRAMED_START.test(text))
    return yield {
      kind: 'text',
      name: 'subtitles',
      text: lines(text, FRAMED).replaceAll('|', '\n'),
    };
  if (!text.includes('Dialogue:') && !CLOCK.test(text)) return;
  const isCues = FRACTION.test(text) && CUE.test(text);
  const spoken = isCues ? cues(text) : dialogue(text) || lyrics(text);
  if (spoken) yield { kind: 'text', name: 'subtitles', text: spoken };
}

function captions(text: string): string {
  const digits = [...text.matchAll(BYTES)].map(([, code = '']) => code.replace(/\s/g, ''));
  return captionText(fromHex(digits.join('').toLowerCase()) ?? new Uint8Array());
}

function cues(text: string): string {
  return text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map((block) => {
      const at = CUE.exec(block);
      const words = at ? block.slice(at.index + at[0].length) : block;
      return words.replace(/<[^<>]*>|\{[^{}]*\}/g, '').trim();
    })
    .join('\n');
}

function dialogue(text: string): string {
  return text.includes('Dialogue:') ? lines(text, DIALOGUE) : '';
}

function lyrics(text: string): string {
  return LYRIC_START.test(text) ? lines(text, LYRIC) : '';
}

function lines(text: string, pattern: RegExp): string {
  return [...text.matchAll(pattern)]
    .map(([, words = '']) =>
      words
        .replace(/\{[^{}]*\}/g, '')
        .replace(WORD_TIME, '')
        .replaceAll('\\N', '\n'),
    )
    .join('\n');
}
