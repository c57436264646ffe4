import { toHex } from '../../bytes/hex.ts';
import type { WorkFile } from '../../marks/index.ts';
import { applySplices, isMarkable, parsePage } from '../../marks/page.ts';
import { isHtml } from '../../marks/passages.ts';
import { textFile, textOf } from '../journeys/journey.ts';
import { load } from '../journeys/tools.ts';
import type { Column, Sample } from '../survival.ts';

/** Somebody else's way to hide a few bytes in a text. */
interface Peer {
  readonly name: string;
  hide(text: string, secret: string): string;
  reveal(text: string): string | null;
}

interface StegCloak {
  hide(secret: string, password: string, cover: string): string;
  reveal(text: string, password: string): string;
}

/** Without encryption: the shortest it can make, and the same at every run. */
async function stegCloak(): Promise<Peer> {
  const { default: Cloak } = await load<{
    default: new (encrypt: boolean, integrity: boolean) => StegCloak;
  }>('stegcloak');
  const cloak = new Cloak(false, false);
  return {
    name: 'StegCloak',
    hide: (text, secret) => cloak.hide(secret, '', text),
    reveal: (text) => cloak.reveal(text, ''),
  };
}

async function stega(): Promise<Peer> {
  const { vercelStegaCombine, vercelStegaDecode } = await load<{
    vercelStegaCombine(text: string, json: object, skip: boolean): string;
    vercelStegaDecode(text: string): { id: string } | undefined;
  }>('@vercel/stega');
  return {
    name: '@vercel/stega',
    hide: (text, secret) => vercelStegaCombine(text, { id: secret }, false),
    reveal: (text) => vercelStegaDecode(text)?.id ?? null,
  };
}

/** Both hide in one string: each stretch of prose gets the whole secret, and any one is enough. */
export async function peerColumns(pages: readonly WorkFile[]): Promise<readonly Column[]> {
  return [await stegCloak(), await stega()].map((peer) => ({
    name: peer.name,
    samples: pages.map((page, number) => sampleOf(peer, page, number)),
  }));
}

function sampleOf(peer: Peer, page: WorkFile, number: number): Sample {
  const secret = toHex(Uint8Array.of(7, 7, 7, number)).slice(0, 8);
  return {
    name: page.name,
    files: [textFile(page.name, hideIn(textOf(page), peer, secret))],
    async read([file]) {
      const found = file ? revealFrom(textOf(file), peer) : [];
      return found.includes(secret) ? 'back' : 'lost';
    },
  };
}

/** Shorter ones are parts of a sentence between tags. */
const MIN_STRETCH = 40;

function hideIn(html: string, peer: Peer, secret: string): string {
  const splices = parsePage(html).texts.flatMap(({ node, ancestors }) => {
    const location = node.sourceCodeLocation;
    if (!location || !isMarkable(ancestors)) return [];
    const { startOffset: start, endOffset: end } = location;
    const raw = html.slice(start, end);
    // StegCloak puts its secret behind a space, which Japanese need not have.
    const isRoomy = raw.length >= MIN_STRETCH && raw.trim().includes(' ') && !raw.includes('<');
    return isRoomy ? [{ start, end, text: peer.hide(raw, secret) }] : [];
  });
  return applySplices(html, splices);
}

function revealFrom(text: string, peer: Peer): string[] {
  const pieces = isHtml(text)
    ? parsePage(text).texts.map(({ node }) => node.value)
    : [...text.split('\n'), text];
  return pieces.flatMap((piece) => {
    try {
      return peer.reveal(piece) ?? [];
    } catch {
      // Both throw where nothing is hidden, or not all of it.
      return [];
    }
  });
}
