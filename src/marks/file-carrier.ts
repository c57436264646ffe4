import type { FileCarrierId } from './keys.ts';

/** A file that is to carry a mark, or may. */
export interface WorkFile {
  /** Its path; the ending tells kinds apart that bytes do not, such as CSS and JavaScript. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is hidden in files: an id, and the key it is hidden with. */
export interface HiddenMark {
  /** 8 bytes. */
  readonly id: Uint8Array;
  /** 32 bytes. Whoever has it and the id can find the mark, and remove it. */
  readonly key: Uint8Array;
}

/** A file with its mark in it. */
export interface MarkedFile {
  readonly bytes: Uint8Array;
  /** How much of the mark it carries: places that were chosen, or copies of the whole id. */
  readonly places: number;
}

/** Whether a mark is in what was observed. */
export interface Judgement {
  /** Whether `chance` is small enough to say so: see `ACCEPTED_CHANCE`. */
  readonly isThere: boolean;
  /** A bound on the chance that files made without the key look as much like this. */
  readonly chance: number;
  /** Places that could say something. */
  readonly places: number;
  /** Places that say what the mark would. */
  readonly agreeing: number;
}

/** From here on a mark is said to be there. */
export const ACCEPTED_CHANCE = 1e-9;

/**
 * Hides a mark in one kind of file that somebody else will use, and tells whether a given mark is
 * in files. Pure: no I/O, no clock, no randomness, so that the same file gives the same bytes.
 *
 * Nobody who lacks the key can see that there is a mark. So a reader needs to be told which to look
 * for: the marks of an author's list, or one that the author opens to a doubter.
 *
 * @typeParam Seen - what of a file could be a mark, whoever's.
 */
export interface FileCarrier<Seen> {
  /** Written into public documents, so never renamed and never reused. */
  readonly id: FileCarrierId;

  /** Whether `file` is this carrier's kind, judged by its name and its first bytes. */
  accepts(file: WorkFile): boolean;

  /**
   * @returns a file that does what `file` does and carries `mark`. Embedding again changes nothing.
   *   A file with no room comes back as it is, with no places: a folder of many such files may
   *   still carry enough.
   * @throws MarkError FILE_MALFORMED if the file is not what its name says.
   */
  embed(file: WorkFile, mark: HiddenMark): Promise<MarkedFile>;

  /**
   * Tells whether a marked file does what it did before: whether the two differ in nothing but what
   * this carrier may change. What the carrier may change is argued where it is defined, and tested
   * there; this guards one file against a slip.
   */
  keeps(before: WorkFile, after: WorkFile): Promise<boolean>;

  /** Never throws, whoever made the file. @returns null if it cannot be read. */
  observe(file: WorkFile): Promise<Seen | null>;

  /** Tells whether a mark is in one or more files that belong together. */
  judge(seen: readonly Seen[], mark: HiddenMark): Judgement;
}
