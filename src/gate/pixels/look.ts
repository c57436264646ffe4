import type { Layer, SightLayer } from '../decoder.ts';
import { hasBlur } from './blur.ts';
import { hasTransparency, shrink, toGray, turnBoxRight, turnOver, turnRight } from './gray.ts';
import type { Gray, Rgba } from './gray.ts';
import { showsMore } from './likeness.ts';
import { showsLogo } from './logo.ts';
import type { Logo } from './logo.ts';
import { hasMosaic } from './mosaic.ts';
import { columnBlocks, findTextLines } from './text-lines.ts';
import type { TextLine } from './text-lines.ts';
import { textSheet } from './text-sheet.ts';
import { hasOldPixelsBehind } from './trailing.ts';

/** What lies in a file beside the pixels. */
export interface PictureFacts {
  /** The file. */
  readonly bytes: Uint8Array;
  /** The small picture in its metadata. */
  readonly preview: Gray | null;
}

/** A picture to be read by OCR, at so many times its size. */
export interface Sheet {
  readonly sheet: Gray;
  readonly scale: number;
}

/** What was seen in a picture. */
export interface Sight {
  readonly layers: readonly Layer[];
  readonly sheets: readonly Sheet[];
  readonly columns: readonly Sheet[];
}

/** Letters lower than this are read from twice their size. */
const SMALL_PRINT = 13;
/** The model for columns reads characters of this size best as they are. */
const SMALL_COLUMNS = 12;
/** Beyond this a sheet is read as it is. */
const MOST_PIXELS = 16_000_000;
/** By which a picture is made smaller to be looked at from farther away. */
const STEP = 3;
/** A copy with a shorter side than this is too small to be looked at. */
const LEAST_SIDE = 160;
/** What is smaller from afar was read from near. */
const LEAST_AFAR = 8;
/** Sheets whose pixels differ by less, on average, say the same. */
const SAME_SHEET = 1;

/**
 * Looks at a picture without reading it: logos, what was covered badly, and where text may stand.
 * A transparent picture is looked at on white, on black, and with its alpha taken away.
 */
export function lookAt(picture: Rgba, logos: readonly Logo[]): Sight {
  const grounds = hasTransparency(picture) ? [255, 0, null] : [255];
  const views = grounds.map((ground) => toGray(picture, ground));
  const shown = logos.filter((logo) => views.some((view) => showsLogo(view, logo)));
  const isBlurred = views.some(hasMosaic) || views.some(hasBlur);
  const layers = [
    ...shown.map(({ term }) => sight('client-logo', term)),
    ...(isBlurred ? [sight('recoverable-blur')] : []),
  ];
  return { layers, ...readable(views) };
}

/** Finds what is left in a file of a larger picture than it shows. */
export function findHidden(picture: Rgba, { bytes, preview }: PictureFacts): readonly Layer[] {
  const isHidden =
    hasOldPixelsBehind(bytes) || (preview !== null && showsMore(preview, toGray(picture, 255)));
  return isHidden ? [sight('hidden-original')] : [];
}

function sight(rule: SightLayer['rule'], term: string | null = null): SightLayer {
  return { kind: 'sight', name: '', rule, term };
}

function readable(views: readonly Gray[]): Pick<Sight, 'sheets' | 'columns'> {
  const sheets: Sheet[] = [];
  const columns: Sheet[] = [];
  for (const view of views)
    for (const [steps, distant] of fromAfar(view).entries()) {
      const found = findTextLines(distant);
      const lines = steps === 0 ? found : found.filter(({ glyph }) => glyph >= LEAST_AFAR);
      addSheet(
        sheets,
        distant,
        lines.filter(({ isColumn }) => !isColumn),
      );
      addSheet(columns, distant, columnBlocks(lines, distant));
      for (const sheet of sidewaysSheets(distant, lines)) sheets.push(sheet);
    }
  return { sheets, columns };
}

/** What stands in columns may be lines that are turned, upwards or downwards, as beside a chart. */
function sidewaysSheets(view: Gray, lines: readonly TextLine[]): readonly Sheet[] {
  const upwards: Sheet[] = [];
  const turned = lines
    .filter(({ isColumn }) => isColumn)
    .map((line) => ({ ...turnBoxRight(line, view), isColumn: false }));
  addSheet(upwards, turnRight(view), turned);
  return upwards.flatMap(({ sheet, scale }) => [
    { sheet, scale },
    { sheet: turnOver(sheet), scale },
  ]);
}

/**
 * A picture, and what it is like from farther and farther away: letters as tall as a banner's become
 * small enough to be found, and grain disappears. So a picture is read at least as well as its copies.
 */
function fromAfar(view: Gray): readonly Gray[] {
  const views = [view];
  for (let last = view; Math.max(last.width, last.height) >= LEAST_SIDE * STEP;) {
    last = shrink(last, STEP);
    views.push(last);
  }
  return views;
}

function addSheet(sheets: Sheet[], view: Gray, lines: readonly TextLine[]): void {
  if (lines.length === 0) return;
  const sheet = textSheet(view, lines);
  if (sheets.some((known) => isSame(known.sheet, sheet))) return;
  const glyphs = lines.map(({ glyph }) => glyph).toSorted((a, b) => a - b);
  const least = lines.some(({ isColumn }) => isColumn) ? SMALL_COLUMNS : SMALL_PRINT;
  const isSmall = (glyphs[Math.floor(glyphs.length / 4)] ?? 0) < least;
  sheets.push({ sheet, scale: isSmall && sheet.data.length * 4 <= MOST_PIXELS ? 2 : 1 });
}

function isSame(one: Gray, other: Gray): boolean {
  if (one.width !== other.width) return false;
  let sum = 0;
  one.data.forEach((value, index) => (sum += Math.abs(value - (other.data[index] ?? 0))));
  return sum <= one.data.length * SAME_SHEET;
}
