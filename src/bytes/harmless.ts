/** Control characters move a terminal's cursor, and directional ones the words of a line. */
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** @returns what a stranger wrote, so that it can be shown and does nothing. */
export function harmless(text: string): string {
  return text.replaceAll(CONTROLS, '\ufffd');
}
