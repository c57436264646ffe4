import { Blob as FontData, Buffer as Letters, Face, Font, Variation, shape } from 'harfbuzzjs';
import type { Locale } from '../../schemas/locale.ts';
import type { Setter } from '../../site/cards/card.ts';
import { JAPANESE, MONO, SERIF, fontSources, readFont } from '../fonts/font-sources.ts';
import type { FaceSource } from '../fonts/font-sources.ts';

/** A letter that no font of the site has: it would be printed as a box. */
export class GlyphMissing extends Error {
  override readonly name = 'GlyphMissing';

  constructor(letter: string) {
    const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    super(`no font of the site has \`${letter}\` (U+${code})`);
  }
}

interface OpenFont {
  readonly font: Font;
  readonly unitsPerEm: number;
}

/** Letters in one font. */
interface Run {
  readonly source: FaceSource;
  text: string;
}

type Family = Parameters<Setter['set']>[1]['family'];

const ORDER: Readonly<Record<Family, readonly string[]>> = {
  serif: [SERIF, JAPANESE],
  mono: [MONO, SERIF, JAPANESE],
};
/** Fonts are opened once in a process: the Japanese one is large. */
const opened = new Map<string, OpenFont>();

/**
 * Opens the fonts that texts need, to set lines of them as outlines.
 *
 * @throws GlyphMissing if no font has one of their letters.
 */
export async function letterSetter(texts: Iterable<string>): Promise<Setter> {
  const sources = (await fontSources()).filter(
    ({ style, weight }) => style === 'normal' && weight !== '600',
  );
  for (const family of ['serif', 'mono'] as const)
    for (const text of texts)
      for (const { source } of runsOf(text, sources, { family, locale: 'ja' })) await open(source);
  for (const text of texts)
    for (const { source } of runsOf(text, sources, { family: 'serif', locale: 'en' }))
      await open(source);
  return {
    set(text, { size, family, locale }) {
      let [svg, width] = ['', 0];
      for (const run of runsOf(text, sources, { family, locale })) {
        const line = setRun(run, size);
        svg += `<g transform="translate(${round(width)} 0)">${line.svg}</g>`;
        width += line.width;
      }
      return { svg, width };
    },
  };
}

async function open({ name, path }: FaceSource): Promise<void> {
  if (opened.has(name)) return;
  const face = new Face(new FontData(await readFont(path)));
  const font = new Font(face);
  font.setVariations([new Variation('wght', 400)]);
  opened.set(name, { font, unitsPerEm: face.upem });
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

function runsOf(
  text: string,
  sources: readonly FaceSource[],
  { family, locale }: { family: Family; locale: Locale },
): readonly Run[] {
  const runs: Run[] = [];
  // In Japanese, signs that alphabets have too are Japanese.
  const order = locale === 'ja' && family === 'serif' ? ORDER[family].toReversed() : ORDER[family];
  for (const letter of text.normalize('NFC')) {
    if (INVISIBLE.test(letter)) continue;
    const source = sourceOf(letter, sources, order);
    const last = runs.at(-1);
    if (last?.source === source) last.text += letter;
    else runs.push({ source, text: letter });
  }
  return runs;
}

function sourceOf(
  letter: string,
  sources: readonly FaceSource[],
  families: readonly string[],
): FaceSource {
  const code = letter.codePointAt(0) ?? 0;
  for (const family of families) {
    // Alphabets are never set in the Japanese font, which has them too.
    if (family === JAPANESE && code < 0x2000) continue;
    const source = sources.find((each) => each.family === family && each.covers(code));
    if (source) return source;
  }
  throw new GlyphMissing(letter);
}

function setRun({ source, text }: Run, size: number): { svg: string; width: number } {
  const open = opened.get(source.name);
  if (!open) throw new Error(`${source.name} is not open`);
  const letters = new Letters();
  letters.addText(text);
  letters.guessSegmentProperties();
  shape(open.font, letters);
  const scale = size / open.unitsPerEm;
  let [x, paths] = [0, ''];
  for (const glyph of letters.getGlyphInfosAndPositions()) {
    // A range that a font is for may have gaps; what is there is only known now.
    if (glyph.codepoint === 0) throw new GlyphMissing(text[glyph.cluster] ?? text);
    const path = open.font.glyphToPath(glyph.codepoint);
    const [dx, dy] = [x + (glyph.xOffset ?? 0), glyph.yOffset ?? 0];
    if (path) paths += `<path transform="translate(${dx} ${dy})" d="${path}"/>`;
    x += glyph.xAdvance ?? 0;
  }
  return {
    svg: `<g transform="scale(${scale} ${-scale})">${paths}</g>`,
    width: x * scale,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
