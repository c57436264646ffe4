export { FALSE_POSITIVE } from './decide.ts';
export { embedImage } from './embed.ts';
export type { Pixels } from './plane.ts';
export { readImage, readWholeImage } from './read.ts';
export type { ImageReading } from './read.ts';
