import { BrokenInput } from '../command.ts';
import { readBody } from './response-body.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/**
 * @returns what stands at an address; null if the server says that nothing does.
 * @throws BrokenInput if it cannot be reached or is larger than 64 MB.
 */
export async function fetchBytes(url: URL): Promise<Uint8Array | null> {
  const response = await reach(url);
  if (!response.ok) return null;
  const body = await readBody(response, MAX_BYTES);
  if (!body) throw new BrokenInput(`${url.href}: larger than 64 MB`);
  return new Uint8Array(body);
}

async function reach(url: URL): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new BrokenInput(`${url.href}: could not be reached`, { cause });
  }
}
