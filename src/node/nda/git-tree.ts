/** An entry of a tree object. */
export interface TreeEntry {
  readonly name: string;
  /** Another repository: its content is not here. */
  readonly isSubmodule: boolean;
}

/**
 * Takes a tree object apart: `MODE NAME`, a zero byte and the id, again and again.
 *
 * @param idSize - of the repository's ids in bytes: 20 for SHA-1, 32 for SHA-256.
 */
export function* treeEntries(bytes: Uint8Array, idSize: number): Iterable<TreeEntry> {
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at);
    if (end < 0) return;
    const [mode = '', ...name] = decoder.decode(bytes.subarray(at, end)).split(' ');
    yield { name: name.join(' '), isSubmodule: mode === '160000' };
    at = end + 1 + idSize;
  }
}
