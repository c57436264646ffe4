export { embedImage } from './embed.ts';
export type { Pixels } from './plane.ts';
export { FALSE_POSITIVE, readImage, readWholeImage } from './read.ts';
export type { ImageReading } from './read.ts';
