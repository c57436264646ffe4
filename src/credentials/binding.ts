import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../bytes/concat.ts';
import { boxesIn } from '../bytes/iso-boxes.ts';
import { C2PA_UUID } from './avif.ts';
import type { CredentialFormat, Slot } from './container.ts';

/** An assertion that says which bytes of the file a manifest speaks of. */
export interface HardBinding {
  readonly label: string;
  readonly value: object;
}

const NAME = 'jumbf manifest';
/** From the start of a `uuid` box to what it is the box of. */
const UUID_AT = 8;

/**
 * @param size - of the wrapped store, in bytes.
 * @param padding - how many bytes longer than need be.
 * @see C2PA 2.1, sections 18.5 ("Data hash") and 18.6 ("BMFF-based hash").
 */
export function hardBinding(
  slot: Slot,
  format: CredentialFormat,
  size: number,
  padding: number,
): HardBinding {
  return format === 'image/avif' ? boxBinding(slot, size) : dataBinding(slot, size, padding);
}

function dataBinding({ before, after }: Slot, size: number, padding: number): HardBinding {
  const value = {
    exclusions: [{ start: before.length, length: size }],
    name: NAME,
    alg: 'sha256',
    hash: sha256(concat([before, after])),
    pad: new Uint8Array(padding),
  };
  return { label: 'c2pa.hash.data', value };
}

/** Every box but the excluded ones, each behind its place in the file: none can be moved. */
function boxBinding({ before, after }: Slot, size: number): HardBinding {
  const hash = sha256.create();
  for (const {
    start,
    extent: [, end],
  } of boxesIn(after, [0, after.length])) {
    const place = new Uint8Array(8);
    new DataView(place.buffer).setBigUint64(0, BigInt(before.length + size + start));
    hash.update(place).update(after.subarray(start, end));
  }
  const exclusions = [
    { xpath: '/uuid', data: [{ offset: UUID_AT, value: C2PA_UUID }] },
    { xpath: '/ftyp' },
    { xpath: '/mfra' },
  ];
  return {
    label: 'c2pa.hash.bmff.v3',
    value: { exclusions, alg: 'sha256', hash: hash.digest(), name: NAME },
  };
}
