import { BrokenInput } from './command.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/**
 * @returns what stands at an address; null if the server says that nothing does.
 * @throws BrokenInput if it cannot be reached or is larger than 64 MB.
 */
export async function fetchBytes(url: URL): Promise<Uint8Array | null> {
  const response = await reach(url);
  if (!response.ok) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  // Counted as it comes: what a server says of its size need not be so.
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_BYTES) throw new BrokenInput(`${url.href}: larger than 64 MB`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function reach(url: URL): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new BrokenInput(`${url.href}: could not be reached`, { cause });
  }
}
