/**
 * @param mark - one letter for each byte.
 * @returns whether the mark stands at an offset.
 */
export function isAt(bytes: Uint8Array, mark: string, offset: number): boolean {
  for (let index = 0; index < mark.length; index++)
    if (bytes[offset + index] !== mark.charCodeAt(index)) return false;
  return true;
}

/**
 * @param mark - one letter for each byte.
 * @returns where the mark first stands from an offset on, or -1.
 */
export function indexOfMark(bytes: Uint8Array, mark: string, from = 0): number {
  const first = mark.charCodeAt(0);
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !isAt(bytes, mark, at)) at = bytes.indexOf(first, at + 1);
  return at;
}
