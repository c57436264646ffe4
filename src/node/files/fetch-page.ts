import { BrokenInput } from '../command.ts';
import { readBody } from './response-body.ts';

const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 10_000;

/** What a server gave. */
export interface FetchedPage {
  /** Where it was found in the end: its relative links start here. */
  readonly url: URL;
  readonly text: string;
}

/**
 * Fetches a page of a stranger: over http and https alone, at most 1 MB, 5 redirects and 10 s.
 *
 * @returns null if the server says that nothing is there (RFC 9110 §15.5.5 and §15.5.11).
 * @throws BrokenInput if the server says anything else, which tells nothing about the page.
 */
export async function fetchPage(from: URL): Promise<FetchedPage | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = from;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await reach(url, signal);
    const next = redirectOf(response, url);
    if (!next) return readPage(response, url);
    await response.body?.cancel();
    url = next;
  }
  throw new BrokenInput(`more than ${MAX_REDIRECTS} redirects`);
}

async function reach(url: URL, signal: AbortSignal): Promise<Response> {
  // `fetch` also reads `data:` and `blob:`.
  if (!/^https?:$/.test(url.protocol)) throw new BrokenInput('it is not on the web');
  try {
    return await fetch(url, { signal, redirect: 'manual' });
  } catch (cause) {
    throw new BrokenInput(
      signal.aborted ? `no answer within ${TIMEOUT_MS} ms` : 'it could not be reached',
      { cause },
    );
  }
}

function redirectOf({ status, headers }: Response, url: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null;
  return URL.parse(headers.get('location') ?? '', url);
}

async function readPage(response: Response, url: URL): Promise<FetchedPage | null> {
  if (!response.ok) await response.body?.cancel();
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new BrokenInput(`the server answered with status ${response.status}`);
  const body = await readBody(response, MAX_BYTES);
  if (!body) throw new BrokenInput('it is larger than 1 MB');
  return { url, text: body.toString('utf8') };
}
