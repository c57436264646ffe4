import type { PageCarrierId } from './keys.ts';

/** A mark that was found. */
export interface MarkSighting {
  /** 8 bytes. */
  readonly id: Uint8Array;
  /** Which passage it starts in, counted from 1 as a person would; null if it is in none. */
  readonly paragraph: number | null;
  /** The first visible words at that place, or a description of it. */
  readonly words: string;
  /** An upper bound on the chance that such a sighting arises without the author's doing. */
  readonly chance: number;
}

/**
 * What reading a text can tell. Never thrown: a broken mark is an answer. `damaged` means that
 * something like a mark is there which this key does not open: cut, changed, or another author's.
 */
export type Reading =
  | { readonly status: 'unmarked' }
  | { readonly status: 'damaged' }
  | { readonly status: 'marked'; readonly sightings: readonly MarkSighting[] };

/**
 * Hides a mark in one kind of content and finds it again. Pure: no I/O, no clock, no randomness,
 * so that the same content gives the same release.
 *
 * @typeParam Mark - what is hidden, with the key that hides it.
 * @typeParam Key - what a reader has to know.
 */
export interface Carrier<Mark, Key> {
  /** Written into public documents, so never renamed and never reused. */
  readonly id: PageCarrierId;

  /**
   * @returns a page that reads as `html` does and carries `mark`; embedding again changes nothing.
   * @throws MarkError if the page cannot carry it.
   */
  embed(html: string, mark: Mark): Promise<string>;

  /** Reads HTML or plain text, whoever made it. Never throws. */
  read(text: string, key: Key): Reading;
}
