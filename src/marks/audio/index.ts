export { findKnownSound, readSound } from './decide.ts';
export { isAsQuiet } from './difference.ts';
export { changesFor } from './embed.ts';
export { observeSound } from './observe.ts';
export type { ObservedSound } from './observe.ts';
export { isWav, openWav, writeWav } from './wav.ts';
export { wornSound } from './worn.ts';
