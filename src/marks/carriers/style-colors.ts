import type { CssNode, Declaration } from 'css-tree';
import walk from 'css-tree/walker';
import type { Choice, ChoicePlace } from '../choices.ts';
import type { Splice } from '../page.ts';
import type { Span } from './style-blocks.ts';

/** A colour in hexadecimal digits, where it stands. */
interface Color extends Span {
  /** Red, green, blue. */
  readonly levels: readonly number[];
  /** Digits of the opacity, or none. */
  readonly alpha: string;
}

const CHANNELS = ['red', 'green', 'blue'] as const;
const HEX = /^#?([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;

/**
 * The last bit of each channel of a colour is a choice: one level of 256, which nobody sees. Greys
 * stay: among them a tint would be seen first.
 */
export function colorPlaces(sheet: CssNode): readonly ChoicePlace[] {
  return colorsIn(sheet).flatMap(({ levels }) =>
    CHANNELS.map((channel, at) => ({
      context: contextOf(levels, channel),
      chosen: ((levels[at] ?? 0) & 1) as Choice, // `& 1` leaves 0 or 1
    })),
  );
}

/** @returns the changes that write every colour as the key chooses. */
export function colorSplices(
  sheet: CssNode,
  choose: (context: string) => Choice,
): readonly Splice[] {
  return colorsIn(sheet).flatMap(({ levels, alpha, start, end }) => {
    const wanted = levels.map(
      (level, at) => (level & 0xfe) | choose(contextOf(levels, CHANNELS[at] ?? '')),
    );
    if (wanted.every((level, at) => level === levels[at])) return [];
    return [{ start, end, text: spelled(wanted, alpha) }];
  });
}

/** @returns the changes that write every colour as one that was changed: in full, in small letters. */
export function spelledColors(sheet: CssNode): readonly Splice[] {
  return colorsIn(sheet).map(({ levels, alpha, start, end }) => {
    return { start, end, text: spelled(levels, alpha.toLowerCase()) };
  });
}

function spelled(levels: readonly number[], alpha: string): string {
  return `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}${alpha}`;
}

/** The same for a colour and for those that differ from it in last bits. */
function contextOf(levels: readonly number[], channel: string): string {
  return `color\n${levels.map((level) => level >> 1).join(' ')}\n${channel}`;
}

function colorsIn(sheet: CssNode): readonly Color[] {
  const colors: Color[] = [];
  const add = (text: string, start: number) => {
    const color = colorOf(text, start);
    if (color) colors.push(color);
  };
  walk(sheet, {
    visit: 'Declaration',
    enter({ value }: Declaration) {
      if (value.type === 'Raw') {
        const trimmed = value.value.trim();
        const at = value.loc ? value.loc.start.offset + value.value.indexOf(trimmed) : null;
        // What a custom property is for shows only where it is used; a lone colour is a colour.
        if (at !== null && trimmed.startsWith('#')) add(trimmed, at);
        return;
      }
      walk(value, {
        visit: 'Hash',
        enter: ({ value: digits, loc }) => void (loc && add(`#${digits}`, loc.start.offset)),
      });
    },
  });
  return colors;
}

function colorOf(text: string, start: number): Color | null {
  const digits = HEX.exec(text)?.[1];
  if (digits === undefined) return null;
  const isShort = digits.length < 6;
  const pairs = digits.match(isShort ? /./g : /../g) ?? [];
  const levels = pairs.slice(0, 3).map((pair) => Number.parseInt(isShort ? pair + pair : pair, 16));
  if (new Set(levels.map((level) => level >> 1)).size === 1) return null;
  const alpha = pairs.slice(3).map((pair) => (isShort ? pair + pair : pair));
  return { levels, alpha: alpha.join(''), start, end: start + text.length };
}
