import { MarkError } from './errors.ts';
import { MARK_ID_SIZE, keyedHash } from './keys.ts';

/** Who can read a mark: everybody with the published key, or only the author. */
export type Layer = 'overt' | 'covert';

/** What a payload says. */
export interface Payload {
  readonly layer: Layer;
  /** 8 bytes. */
  readonly id: Uint8Array;
}

const TAG_SIZE = 5;
const BODY_SIZE = 1 + MARK_ID_SIZE;

/** Bytes of a payload in wire format 1. */
export const PAYLOAD_SIZE = TAG_SIZE + BODY_SIZE;

// High four bits: version. Low four: layer.
const HEADS: Readonly<Record<Layer, number>> = { overt: 0x10, covert: 0x11 };

/**
 * Packs a mark id for wire format 1: a keyed tag of 5 bytes, then version, layer and id under a
 * mask made from key and tag (a synthetic-IV construction, as in RFC 5297). Nothing in it is
 * constant or readable without the key, and it is the same at every build.
 *
 * @throws MarkError MARK_ID_MALFORMED if the id does not have 8 bytes.
 */
export function encodePayload({ layer, id }: Payload, key: Uint8Array): Uint8Array {
  if (id.length !== MARK_ID_SIZE)
    throw new MarkError(
      'MARK_ID_MALFORMED',
      `mark id: expected ${MARK_ID_SIZE} bytes, got ${id.length}`,
    );
  const body = Uint8Array.of(HEADS[layer], ...id);
  const tag = tagOf(body, key);
  return Uint8Array.of(...tag, ...masked(body, tag, key));
}

/**
 * Unpacks a payload.
 *
 * A random candidate passes with a chance of at most 2^-40 (the tag) times 2^-7 (two of 256 first
 * bytes are known): `FALSE_POSITIVE`. After n candidates the chance is at most n times that. This
 * holds for text made independently of the key, not for somebody who forges with it.
 *
 * @returns null if `bytes` are not a payload under `key`.
 */
export function decodePayload(bytes: Uint8Array, key: Uint8Array): Payload | null {
  if (bytes.length !== PAYLOAD_SIZE) return null;
  const tag = bytes.subarray(0, TAG_SIZE);
  const body = masked(bytes.subarray(TAG_SIZE), tag, key);
  const layer = layerOf(body[0]);
  if (layer === null || !isEqual(tagOf(body, key), tag)) return null;
  return { layer, id: body.slice(1) };
}

/** The chance that one random candidate is taken for a payload. */
export const FALSE_POSITIVE = 2 ** -47;

function layerOf(head: number | undefined): Layer | null {
  if (head === HEADS.overt) return 'overt';
  return head === HEADS.covert ? 'covert' : null;
}

function tagOf(body: Uint8Array, key: Uint8Array): Uint8Array {
  return keyedHash(key, 'payload/1/tag', body).slice(0, TAG_SIZE);
}

function masked(body: Uint8Array, tag: Uint8Array, key: Uint8Array): Uint8Array {
  const mask = keyedHash(key, 'payload/1/mask', tag);
  return body.map((byte, index) => byte ^ (mask[index] ?? 0));
}

/** Not in constant time: the detection key is public, and there is no oracle to time. */
export function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
