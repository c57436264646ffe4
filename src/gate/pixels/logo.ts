import { correlationAt, resize, templateOf } from './correlation.ts';
import type { Template } from './correlation.ts';
import type { Gray } from './gray.ts';

/** A client's logo, cut to what is drawn, on a ground of one level. */
export interface Logo {
  /** What findings call it. */
  readonly term: string;
  readonly gray: Gray;
}

/** Longer side of the logo in the copies that are searched, first roughly and then closely. */
const ROUGH = 14;
const CLOSE = 40;
/** A smaller logo cannot be told from other small things. */
const LEAST_SIZE = 20;
/** Steps between the sizes that are tried. */
const STEP = 1.18;
const LIKELY = 0.6;
/** The worst innocent picture reached 0.64, a logo in one colour 0.98, in the measurements. */
const SURE = 0.86;
/** How many likely places are looked at closely, for each size. */
const PLACES = 4;

/**
 * Tells whether a picture shows a logo: upright, at any size from 20 pixels on, in its colours, in
 * one colour or inverted. Turned, bent or half covered ones are not found.
 */
export function showsLogo(picture: Gray, { gray: logo }: Logo): boolean {
  const longest = Math.max(logo.width, logo.height);
  const most = Math.min(
    picture.width / (logo.width / longest),
    picture.height / (logo.height / longest),
  );
  for (let size = LEAST_SIZE; size <= most; size *= STEP)
    if (showsAt(picture, logo, size)) return true;
  return longest <= most * STEP && showsAt(picture, logo, most);
}

/** @param size - how long the longer side of the logo is in the picture. */
function showsAt(picture: Gray, logo: Gray, size: number): boolean {
  const places = likelyPlaces(picture, logo, size);
  return places.some((place) => isSure(picture, logo, size, place));
}

type Place = readonly [left: number, top: number];

/** @returns places in pixels of the picture, the likeliest first. */
function likelyPlaces(picture: Gray, logo: Gray, size: number): readonly Place[] {
  const { small, template, by } = scaled(picture, logo, size, ROUGH);
  const found: { place: Place; value: number }[] = [];
  for (let top = 0; top + template.height <= small.height; top++)
    for (let left = 0; left + template.width <= small.width; left++) {
      const value = Math.abs(correlationAt(small, template, left, top));
      if (value >= LIKELY) found.push({ place: [left / by, top / by], value });
    }
  return found
    .toSorted((a, b) => b.value - a.value)
    .slice(0, PLACES)
    .map(({ place }) => place);
}

function isSure(picture: Gray, logo: Gray, size: number, [left, top]: Place): boolean {
  for (const change of [1, 0.95, 1.05, 0.9, 1.1]) {
    const around = cut(picture, left - size / 4, top - size / 4, size * 1.6);
    const { small, template } = scaled(around, logo, size * change, CLOSE);
    if (isAnywhere(small, template)) return true;
  }
  return false;
}

function isAnywhere(small: Gray, template: Template): boolean {
  for (let top = 0; top + template.height <= small.height; top++)
    for (let left = 0; left + template.width <= small.width; left++)
      if (Math.abs(correlationAt(small, template, left, top)) >= SURE) return true;
  return false;
}

/** @returns both so much smaller that the logo's longer side is `side`. */
function scaled(picture: Gray, logo: Gray, size: number, side: number) {
  const by = Math.min(1, side / size);
  const own = (size * by) / Math.max(logo.width, logo.height);
  const at = (length: number, factor: number) => Math.max(2, Math.round(length * factor));
  const template = templateOf(resize(logo, at(logo.width, own), at(logo.height, own)));
  return { small: resize(picture, at(picture.width, by), at(picture.height, by)), template, by };
}

function cut({ width, height, data }: Gray, left: number, top: number, side: number): Gray {
  const [x, y] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
  const [right, bottom] = [
    Math.min(width, Math.round(x + side)),
    Math.min(height, Math.round(y + side)),
  ];
  const out = new Uint8Array((right - x) * (bottom - y));
  for (let row = y; row < bottom; row++)
    out.set(data.subarray(row * width + x, row * width + right), (row - y) * (right - x));
  return { width: right - x, height: bottom - y, data: out };
}

/** @returns the logo cut to what differs from its ground; null if too little does to tell it by. */
export function trimLogo(gray: Gray): Gray | null {
  const ground = gray.data[0] ?? 255;
  let [left, top, right, bottom] = [gray.width, gray.height, 0, 0];
  gray.data.forEach((value, index) => {
    if (Math.abs(value - ground) < 24) return;
    const [x, y] = [index % gray.width, Math.floor(index / gray.width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  });
  if (right - left < 8 || bottom - top < 8) return null;
  const box = cut(gray, left, top, Math.max(right - left, bottom - top));
  const data = new Uint8Array((right - left) * (bottom - top));
  for (let row = 0; row < bottom - top; row++)
    data.set(
      box.data.subarray(row * box.width, row * box.width + right - left),
      row * (right - left),
    );
  return { width: right - left, height: bottom - top, data };
}
