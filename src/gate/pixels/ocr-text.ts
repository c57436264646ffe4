const JAPANESE = '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}ー]';
const GAP = new RegExp(`(?<=${JAPANESE})[ \\t]+(?=${JAPANESE})`, 'gu');

/** @returns what OCR read, without the spaces it puts between Japanese characters. */
export function ocrText(text: string): string {
  return text.replace(GAP, '').trim();
}

/** A script that OCR reads with a model of its own. */
export type Script = 'latin' | 'japanese' | 'cyrillic';

/** @returns the scripts that terms are written in: others need not be read. */
export function scriptsOf(texts: Iterable<string>): ReadonlySet<Script> {
  const scripts = new Set<Script>();
  for (const text of texts) {
    if (/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u.test(text)) scripts.add('japanese');
    if (/\p{Script=Cyrillic}/u.test(text)) scripts.add('cyrillic');
    if (/[\p{Script=Latin}\p{Nd}]/u.test(text)) scripts.add('latin');
  }
  return scripts;
}
