export { FALSE_POSITIVE } from './decide.ts';
export { PROFILES, embedImage } from './embed.ts';
export type { Pixels } from './plane.ts';
export { openImageReader, readImage, readWholeImage } from './read.ts';
export type { ImageReader, ImageReading } from './read.ts';
