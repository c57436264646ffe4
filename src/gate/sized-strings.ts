/** How many letters of the next size may stand behind a string, before its zeros. */
const MOST_BEHIND = 2;
const LEAST = 4;

/**
 * Strings whose size stands before them, where that size, or the one of the next string, is a letter by chance: 100 is
 * a `d`. Read as they stand, a word would begin or end with it. So comments of sound, descriptions of IPTC,
 * certificates and subtitles of films are written.
 */
export function* sizedStrings(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    if (!isLetter(bytes[start] ?? 0)) {
      start += 1;
      continue;
    }
    let end = start + 1;
    while (end < bytes.length && isLetter(bytes[end] ?? 0)) end += 1;
    const found = end - start >= LEAST ? stringIn(bytes, start, end) : null;
    if (found) yield found;
    start = end;
  }
}

/** @returns the string in a run of letters that is longer or shorter than the run; null if there is none. */
function stringIn(bytes: Uint8Array, start: number, end: number): Uint8Array | null {
  const before = (back: number) => bytes[start - back] ?? 0;
  const first = bytes[start] ?? 0;
  // The size is the first letter, alone or with the byte before it.
  for (const size of [first, before(1) * 256 + first])
    if (isEnd(start + 1 + size, end)) return bytes.subarray(start + 1, start + 1 + size);
  // Or it stands before the run, with its last byte first, in two bytes or four.
  const short = before(1) * 256 + before(2);
  const long = short * 65_536 + before(3) * 256 + before(4);
  for (const size of [short, long])
    if (size >= LEAST && start + size < end && isEnd(start + size, end))
      return bytes.subarray(start, start + size);
  return null;
}

/** A string ends where its run does, with a zero behind it, or before the size of the next. */
function isEnd(place: number, end: number): boolean {
  return place <= end + 1 && place >= end - MOST_BEHIND;
}

function isLetter(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 13;
}
