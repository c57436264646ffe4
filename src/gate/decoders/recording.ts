import type { Layer } from '../decoder.ts';
import { literalText } from '../writings/literal.ts';

const HEAD = /^\s{0,8}\{\s{0,8}"version":\s{0,8}[123]\b/;
/** What the terminal showed at a time, in a recording of asciinema, versions 1 to 3. */
const SHOWN =
  /\[\s{0,8}\d{1,12}(?:\.\d{1,12})?,\s{0,8}(?:"o",\s{0,8})?"((?:[^"\\\n]|\\.)*)"\s{0,8}\]/g;

/** What was recorded of a terminal, letter by letter as it was typed. */
export function* recording(text: string): Iterable<Layer> {
  if (!HEAD.test(text)) return;
  const shown = [...text.matchAll(SHOWN)].map(([, piece = '']) => literalText(piece));
  if (shown.length > 1) yield { kind: 'text', name: 'recording', text: corrected(shown.join('')) };
}

/** Whoever goes back types over a letter. */
function corrected(text: string): string {
  if (!text.includes('\b')) return text;
  const letters: string[] = [];
  for (const letter of text) {
    if (letter === '\b') letters.pop();
    else letters.push(letter);
  }
  return letters.join('');
}
