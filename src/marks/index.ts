export type { Carrier, MarkSighting, Reading } from './carrier.ts';
export { commitToPhrase } from './carriers/acrostic.ts';
export type { AcrosticKey, AcrosticMark } from './carriers/acrostic.ts';
export { carriers } from './carriers/index.ts';
export { readOvertPdf } from './carriers/pdf-overt.ts';
export { findSealed, readEggs, seal } from './carriers/phrase.ts';
export type { EggMark, EggSealer, EggSighting } from './carriers/phrase.ts';
export { findKnown } from './carriers/text-known.ts';
export { fitsText } from './carriers/text.ts';
export type { TextMark } from './carriers/text.ts';
export {
  bestChance,
  firstWording,
  judgeWordings,
  nameOf,
  normalized,
  wordingPicker,
} from './carriers/wording.ts';
export type { PickWording, SeenWording, WordingChoices, WordingPlace } from './carriers/wording.ts';
export { sideOf } from './carriers/wording-fold.ts';
export { openCopy } from './carriers/wording-read.ts';
export { ACCEPTED_CHANCE } from './file-carrier.ts';
export { deriveEggKey, normalizePhrase, openEgg } from './egg.ts';
export type { EggKeys, EggStatement, OpenedEgg } from './egg.ts';
export { MarkError } from './errors.ts';
export type { MarkErrorCode } from './errors.ts';
export { CARRIER_IDS, DELIVERED_CARRIERS, deriveKeys, keyedHash, markId } from './keys.ts';
export {
  FALSE_POSITIVE as IMAGE_FALSE_POSITIVE,
  PROFILES as IMAGE_PROFILES,
  embedImage,
  openImageReader,
  readImage,
  readWholeImage,
} from './image/index.ts';
export type { ImageReader, ImageReading, Pixels } from './image/index.ts';
export type {
  CarrierId,
  DeliveredCarrierId,
  FileCarrierId,
  MarkKeys,
  PageCarrierId,
} from './keys.ts';
export type { FileCarrier, HiddenMark, Judgement, MarkedFile, WorkFile } from './file-carrier.ts';
