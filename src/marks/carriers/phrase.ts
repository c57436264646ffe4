import { fromBase64url, toBase64url } from '../../bytes/base64.ts';
import { toHex } from '../../bytes/hex.ts';
import { canonicalJson } from '../../bytes/canonical-json.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { Carrier, MarkSighting } from '../carrier.ts';
import {
  EGG_LAYOUT,
  EGG_VERSION,
  MAX_EGG_SIZE,
  boundTo,
  normalizePhrase,
  signedBytes,
} from '../egg.ts';
import type { EggKeys, EggStatement } from '../egg.ts';
import { MarkError } from '../errors.ts';
import type { HiddenMark } from '../file-carrier.ts';
import { keyedHash } from '../keys.ts';
import { applySplices, attributeOf, parsePage } from '../page.ts';
import type { Element, Page, Splice } from '../page.ts';
import { isHtml } from '../passages.ts';
import { isEqual } from '../payload.ts';

/** An egg to be sealed and put into its placeholder. */
export interface EggMark {
  /** Which placeholder: `<colophon-egg data-egg="…">`. */
  readonly egg: string;
  /** 8 bytes, public. */
  readonly id: Uint8Array;
  readonly phrase: string;
  readonly statement: EggStatement;
  /** What is sealed grows to a multiple of so many bytes, so that its length says little; 1024. */
  readonly padding?: number;
}

/** What sealing needs of an author. */
export interface EggSealer {
  readonly detectionKey: Uint8Array;
  /** Ed25519. */
  sign(bytes: Uint8Array): Uint8Array;
  /** A keyed hash with a key of the author's own, 32 bytes. */
  blind(domain: string, bytes: Uint8Array): Uint8Array;
  readonly eggKeys: EggKeys;
}

/** An egg found in a page. */
export interface EggSighting extends MarkSighting {
  /** What `openEgg` opens. */
  readonly sealed: string;
}

const ELEMENT = 'colophon-egg';
const PLACE = 'data-egg';
const CONTENT = 'data-sealed';
const PAD = 1024;
const TAG_SIZE = 8;
/** More eggs than this on one page are somebody's attack. */
const MAX_EGGS = 64;

/**
 * A visitor who knows the phrase opens a signed statement. The page holds the ciphertext, a public
 * id and a tag that ties them together, so that a reader with the detection key can tell whose it
 * is without opening it. Guessing is offline: only the phrase protects the statement.
 */
export const phrase: Carrier<{ eggs: readonly EggMark[]; sealer: EggSealer }, Uint8Array> = {
  id: 'phrase',

  async embed(html, { eggs, sealer }) {
    const page = parsePage(html);
    const places = placesOf(page);
    const splices = eggs.map(async (egg) =>
      fillPlace(onlyPlace(places, egg.egg), await seal(egg, sealer)),
    );
    const unplanned = places.find(({ egg }) => !eggs.some((each) => each.egg === egg));
    if (unplanned)
      throw new MarkError(
        'EGG_NOT_PLANNED',
        `egg \`${unplanned.egg}\`: the page has a place for it, the front matter has no such egg`,
        {
          hint: 'Declare it in `eggs`, or take the `<EasterEgg>` out.',
        },
      );
    return applySplices(html, await Promise.all(splices));
  },

  read(text, key) {
    const all = findEggs(text);
    const sightings = all.flatMap((egg) => identify(egg, key));
    if (sightings.length > 0) return { status: 'marked', sightings };
    return { status: all.length > 0 ? 'damaged' : 'unmarked' };
  },
};

/** @returns the author's eggs in a page, with what is needed to open them. */
export function readEggs(text: string, key: Uint8Array): EggSighting[] {
  return findEggs(text).flatMap((egg) => identify(egg, key));
}

/** Base64url that is long enough for an egg; its first byte is the version. */
const SEALED_RUN = /(?<![\w-])A[Q-Za-f][\w-]{400,21845}(?![\w-])/g;

/**
 * Finds an egg that stands in a program or in anything else that is text. Never throws.
 *
 * @param key - 32 bytes: what its tag was made with.
 */
export function findSealed(text: string, { id, key }: HiddenMark): EggSighting | null {
  const found = [...text.matchAll(SEALED_RUN)]
    .slice(0, MAX_EGGS)
    .flatMap(([sealed], index) => identify({ sealed, number: index + 1 }, key));
  return found.find((each) => isEqual(each.id, id)) ?? null;
}

/**
 * Seals a statement: signed, padded so that its length says little, encrypted. Salt and IV are
 * derived from the author's secret and everything that goes in: the same egg gives the same bytes
 * at every build, and another content never meets the same key and IV again.
 */
export async function seal(
  { egg, id, phrase: words, statement, padding = PAD }: EggMark,
  sealer: EggSealer,
): Promise<string> {
  const signature = toBase64url(sealer.sign(signedBytes(statement)));
  const plain = pad(canonicalJson({ ...statement, signature }), padding);
  const seedOf = toUtf8(
    canonicalJson([egg, normalizePhrase(words), toHex(id), toBase64url(plain)]),
  );
  const salt = new Uint8Array(
    sealer
      .blind('egg/1/salt', toUtf8(canonicalJson([statement.work, egg, normalizePhrase(words)])))
      .slice(0, 16),
  );
  const iv = new Uint8Array(sealer.blind('egg/1/iv', seedOf).slice(0, 12));
  const head = Uint8Array.of(EGG_VERSION, ...id);
  const key = await sealer.eggKeys(words, salt);
  const cipher = { name: 'AES-GCM', iv, additionalData: boundTo(head) };
  const ciphertext = new Uint8Array(await globalThis.crypto.subtle.encrypt(cipher, key, plain));
  if (ciphertext.length > MAX_EGG_SIZE - EGG_LAYOUT.ciphertext)
    throw new MarkError(
      'EGG_STATEMENT_TOO_LONG',
      `egg \`${egg}\`: expected at most 10,000 bytes of statement`,
    );
  const sealedPart = Uint8Array.of(...salt, ...iv, ...ciphertext);
  return toBase64url(
    Uint8Array.of(...head, ...tagOf(head, sealedPart, sealer.detectionKey), ...sealedPart),
  );
}

/** JSON may end in spaces. */
function pad(json: string, unit: number): Uint8Array<ArrayBuffer> {
  const bytes = toUtf8(json);
  const padded = new Uint8Array(Math.ceil(bytes.length / unit) * unit).fill(0x20);
  padded.set(bytes);
  return padded;
}

function tagOf(head: Uint8Array, sealedPart: Uint8Array, key: Uint8Array): Uint8Array {
  return keyedHash(key, 'egg/1/tag', Uint8Array.of(...head, ...sealedPart)).slice(0, TAG_SIZE);
}

interface Place {
  readonly egg: string;
  readonly element: Element;
}

function placesOf({ elements }: Page): Place[] {
  return elements
    .filter(({ element }) => element.tagName === ELEMENT)
    .map(({ element }) => ({ element, egg: attributeOf(element, PLACE) ?? '' }));
}

function onlyPlace(places: readonly Place[], egg: string): Element {
  const [place, ...more] = places.filter((each) => each.egg === egg);
  if (place && more.length === 0) return place.element;
  throw new MarkError(
    'EGG_NOT_PLACED',
    `egg \`${egg}\`: expected one place for it in the page, got ${more.length + (place ? 1 : 0)}`,
    {
      hint: `Write \`<EasterEgg id="${egg}" />\` once in the text.`,
    },
  );
}

function fillPlace(element: Element, sealed: string): Splice {
  const attributes = element.sourceCodeLocation?.attrs;
  const filled = attributes?.[CONTENT];
  const place = attributes?.[PLACE];
  const text = `${CONTENT}="${sealed}"`;
  if (filled) return { start: filled.startOffset, end: filled.endOffset, text };
  const at = place?.endOffset ?? 0;
  return { start: at, end: at, text: ` ${text}` };
}

interface FoundEgg {
  readonly sealed: string;
  readonly number: number;
}

function findEggs(text: string): FoundEgg[] {
  if (!isHtml(text)) return [];
  return placesOf(parsePage(text))
    .flatMap(({ element }) => attributeOf(element, CONTENT) ?? [])
    .slice(0, MAX_EGGS)
    .map((sealed, index) => ({ sealed, number: index + 1 }));
}

function identify({ sealed, number }: FoundEgg, key: Uint8Array): EggSighting[] {
  const bytes = sealed.length > MAX_EGG_SIZE * 2 ? null : fromBase64url(sealed);
  if (!bytes || bytes[0] !== EGG_VERSION || bytes.length <= EGG_LAYOUT.ciphertext) return [];
  const tag = tagOf(bytes.subarray(0, EGG_LAYOUT.tag), bytes.subarray(EGG_LAYOUT.salt), key);
  if (!isEqual(tag, bytes.subarray(EGG_LAYOUT.tag, EGG_LAYOUT.salt))) return [];
  const id = bytes.slice(EGG_LAYOUT.id, EGG_LAYOUT.tag);
  return [
    { id, paragraph: null, words: `egg ${number} of the page`, chance: number * 2 ** -64, sealed },
  ];
}
