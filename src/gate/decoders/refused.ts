import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { MISTAKEN, REFUSED } from './refused-kinds.ts';
import type { RefusedKind } from './refused-kinds.ts';

/** What is recognised and cannot be read gets a finding that says what it is. */
export const refused: FileDecoder = refusing('refused', REFUSED);

/** The same for what others would take for theirs, so it comes before them. */
export const mistaken: FileDecoder = refusing('mistaken', MISTAKEN);

function refusing(name: string, kinds: readonly RefusedKind[]): FileDecoder {
  const kindOf = (bytes: Uint8Array) =>
    kinds.find(([, magic, offset]) =>
      hasMagic(bytes, magic, offset < 0 ? bytes.length + offset : offset),
    );
  return {
    name,
    accepts: (bytes) => kindOf(bytes) !== undefined,
    *layers(bytes) {
      const [what, , , hint] = kindOf(bytes) ?? [
        'a file of an unknown kind',
        '',
        0,
        'leave it out',
      ];
      throw new Unreadable(`is ${what}, which cannot be read: ${hint}`);
    },
  };
}
