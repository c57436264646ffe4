import type { Locale } from '../../schemas/locale.ts';
import type { Disclosed } from '../../schemas/public.ts';
import { atomsOf } from './atoms.ts';
import type { Atom } from './atoms.ts';
import { LEADING, setTitle } from './lines.ts';
import type { Measure } from './lines.ts';

/** The picture that a link to a page is shown with elsewhere. */
export interface Card {
  /** Its file, relative to the site. */
  readonly file: string;
  readonly locale: Locale;
  /** What the page is, such as "Case study", or which event it is of. */
  readonly label: string;
  readonly title: Disclosed;
  /** The author. */
  readonly name: string;
  /** The host the site lives on. */
  readonly host: string;
}

/** Letters as outlines, since a picture must not depend on the fonts of a machine. */
export interface Setter {
  /**
   * @returns the outlines of a line that begins at 0,0 on its base line, as SVG, and how wide it is.
   * @throws GlyphMissing if no font of the site has one of its letters.
   */
  set(
    text: string,
    font: { size: number; family: 'serif' | 'mono'; locale: Locale },
  ): {
    readonly svg: string;
    readonly width: number;
  };
}

export const CARD_SIZE = { width: 1200, height: 630 };

const MARGIN = 80;
const [PAPER, INK, MUTED, RULE] = ['#f5f3ec', '#16150f', '#5c584c', '#8c8778'];
const LABEL_SIZE = 25;
/** The base lines of what stands above and below the title. */
const [TOP, BOTTOM] = [108, 546];
const ROOM = { width: CARD_SIZE.width - 2 * MARGIN, height: 316 };

/** @returns the card as an SVG that holds outlines alone. @throws GlyphMissing */
export function cardSvg({ locale, label, title, name, host }: Card, setter: Setter): string {
  const mono = { size: LABEL_SIZE, family: 'mono', locale } as const;
  const serif = { size: 34, family: 'serif', locale } as const;
  const address = setter.set(host, mono);
  const right = CARD_SIZE.width - MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_SIZE.width}" height="${CARD_SIZE.height}">`,
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    rule(TOP + 26),
    rule(BOTTOM - 56),
    at(MARGIN, TOP, MUTED, setter.set(label, { ...mono, size: fitting(label, mono, setter) }).svg),
    titleSvg(atomsOf(title), { setter, locale }),
    at(MARGIN, BOTTOM, INK, setter.set(name, serif).svg),
    at(right - address.width, BOTTOM, MUTED, address.svg),
    '</svg>',
  ].join('');
}

/** The name of an event may be long. */
function fitting(label: string, font: Parameters<Setter['set']>[1], setter: Setter): number {
  const { width } = setter.set(label, font);
  return width > ROOM.width ? (font.size * ROOM.width) / width : font.size;
}

function rule(y: number): string {
  return `<rect x="${MARGIN}" y="${y}" width="${ROOM.width}" height="1.5" fill="${RULE}"/>`;
}

function at(x: number, y: number, fill: string, svg: string): string {
  return `<g transform="translate(${round(x)} ${round(y)})" fill="${fill}">${svg}</g>`;
}

function titleSvg(
  atoms: readonly Atom[],
  { setter, locale }: { setter: Setter; locale: Locale },
): string {
  const font = (size: number) => ({ size, family: 'serif', locale }) as const;
  const measure: Measure = (atom, size) =>
    atom.kind === 'bar' ? atom.ems * size : setter.set(atom.text, font(size)).width;
  const { size, lines } = setTitle(atoms, ROOM, measure);
  // Hung from the top rule: a short title leaves its room below, as on a page.
  const first = TOP + 26 + 44 + size * 0.8;
  return lines
    .map((line, index) => {
      let x = MARGIN;
      const y = first + index * size * LEADING;
      return line
        .map((atom) => {
          const from = x;
          x += measure(atom, size);
          if (atom.kind === 'text') return at(from, y, INK, setter.set(atom.text, font(size)).svg);
          return bar(atom, { x: from, y, size }, setter);
        })
        .join('');
    })
    .join('');
}

function bar(
  { ems, reason }: Atom & { kind: 'bar' },
  { x, y, size }: { x: number; y: number; size: number },
  setter: Setter,
): string {
  const letter = setter.set(reason, { size: size * 0.42, family: 'mono', locale: 'en' });
  const width = ems * size;
  return (
    `<rect x="${round(x)}" y="${round(y - size * 0.78)}" width="${round(width)}" height="${round(size)}" fill="${INK}"/>` +
    at(x + width - letter.width - size * 0.25, y - size * 0.13, PAPER, letter.svg)
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
