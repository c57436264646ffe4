import { randomBytes } from 'node:crypto';
import {
  makeTimestampRequest,
  pendingIn,
  readTimestamp,
  requestStamp,
  upgradeStamp,
} from '../../authorship/index.ts';
import { fromHex, toHex } from '../../bytes/hex.ts';
import { readBody } from '../files/response-body.ts';

/** What asking somebody for a time stamp came to. */
export type Asked =
  | { readonly status: 'got'; readonly bytes: Uint8Array }
  | { readonly status: 'failed'; readonly problem: string };

const TIMEOUT_MS = 20_000;
/** The largest answer of an authority that brings its certificates is a few kilobytes. */
const MAX_BYTES = 64 * 1024;

/** Asks an authority for a time stamp and checks what it answers before anything is kept. */
export async function askAuthority(
  url: string,
  data: Uint8Array,
  roots: readonly Uint8Array[],
): Promise<Asked> {
  const nonce = new Uint8Array(randomBytes(8));
  const answer = await ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(makeTimestampRequest(data, nonce)),
  });
  if (answer.status === 'failed') return answer;
  const verdict = await readTimestamp(answer.bytes, { data, nonce, roots });
  if (verdict.status === 'valid') return answer;
  const problem =
    verdict.status === 'invalid'
      ? `its answer is no time stamp of this ledger (${verdict.reason})`
      : `its certificates lead to no known root: give it in \`root\` (${verdict.authority})`;
  return { status: 'failed', problem };
}

/** Submits a digest to calendars. At least one has to answer. */
export async function askCalendars(urls: readonly string[], data: Uint8Array): Promise<Asked> {
  const request = requestStamp(data, new Uint8Array(randomBytes(16)));
  const answers = await Promise.all(
    urls.map((url) =>
      ask(join(url, 'digest'), {
        method: 'POST',
        headers: { accept: 'application/vnd.opentimestamps.v1' },
        body: new Uint8Array(request.digest),
      }),
    ),
  );
  const replies = answers.flatMap((each) => (each.status === 'got' ? [each.bytes] : []));
  const bytes = request.finish(replies);
  if (bytes) return { status: 'got', bytes };
  const failures = answers.flatMap((each) => (each.status === 'failed' ? [each.problem] : []));
  return { status: 'failed', problem: failures.join('; ') || 'their answers are malformed' };
}

/**
 * Asks the calendars of a pending stamp whether it is in a block by now.
 *
 * @param allowed - a file names its calendars itself, so only the configured ones are asked.
 * @returns the file as it is now; the same bytes if nothing is new.
 */
export async function upgrade(bytes: Uint8Array, allowed: readonly string[]): Promise<Uint8Array> {
  let current = bytes;
  for (const pending of pendingIn(bytes)) {
    if (!allowed.some((url) => trimmed(url) === trimmed(pending.calendar))) continue;
    const answer = await ask(join(pending.calendar, `timestamp/${toHex(pending.commitment)}`), {
      headers: { accept: 'application/vnd.opentimestamps.v1' },
    });
    // A calendar that does not have it yet says that it is not found.
    if (answer.status === 'got') current = upgradeStamp(current, pending, answer.bytes) ?? current;
  }
  return current;
}

/**
 * @param explorer - the root of an Esplora server.
 * @returns what looks the headers of blocks up there.
 */
export function blockHeaders(explorer: string): (height: number) => Promise<Uint8Array | null> {
  return async (height) => {
    const hash = await askText(join(explorer, `block-height/${height}`));
    if (hash === null || !/^[\da-f]{64}$/.test(hash)) return null;
    return fromHex((await askText(join(explorer, `block/${hash}/header`))) ?? '');
  };
}

async function askText(url: string): Promise<string | null> {
  const answer = await ask(url, {});
  return answer.status === 'got' ? Buffer.from(answer.bytes).toString('utf8').trim() : null;
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}

function join(url: string, path: string): string {
  return `${trimmed(url)}/${path}`;
}

async function ask(url: string, request: RequestInit): Promise<Asked> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return { status: 'failed', problem: `it answered ${response.status}` };
    const body = await readBody(response, MAX_BYTES);
    if (body) return { status: 'got', bytes: new Uint8Array(body) };
    return { status: 'failed', problem: 'its answer is larger than 64 kB' };
  } catch {
    return { status: 'failed', problem: 'it could not be reached' };
  }
}
