/**
 * Reads an answer, counted as it comes: what a server says of its size need not be so, and one
 * without an end must not fill the memory.
 *
 * @returns null if it is larger than `maxBytes`.
 */
export async function readBody(response: Response, maxBytes: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
