import { z } from 'zod';

/** A rectangle of a picture in pixels, from its top left corner; never empty. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const EXPECTED =
  'expected rectangles as `x,y,width,height` in pixels of the picture, such as 40,120,300,48; 40,200,180,48';
const REGION = /^\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*([1-9]\d{0,5})\s*,\s*([1-9]\d{0,5})\s*$/;

/** What of a picture is painted over: rectangles with semicolons between them. */
export const Regions = z.string(EXPECTED).transform((text, context): readonly Region[] => {
  const regions = text.split(';').map(toRegion);
  if (regions.every((region) => region !== null)) return regions;
  context.addIssue({ code: 'custom', message: EXPECTED });
  return z.NEVER;
});

function toRegion(text: string): Region | null {
  const [x, y, width, height] = (REGION.exec(text) ?? []).slice(1).map(Number);
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  return { x, y, width, height };
}
