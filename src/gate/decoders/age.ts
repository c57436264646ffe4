import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

const MAGIC = 'age-encryption.org/v1\n';
const SEALED = /^(?:[\w-]+\/)*s\/[a-z2-7]{16}\/page\.age$/;

/** One scrypt stanza, its body, and the header's MAC: nothing that names anybody. */
const HEADER =
  /^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} \d{1,2}\n[\w+/]{43}\n--- [\w+/]{43}\n/;

/** The payload begins with a nonce of 16 bytes and has a tag of as many at the end of each chunk. */
const SMALLEST_PAYLOAD = 32;

/**
 * The ciphertext of a sealed page, at the address of one: any other age file is one that somebody
 * left there. Only its header is text, and what a header could tell (a recipient, a comment in a
 * stanza) is refused. The rest is for nobody to read; that it is what it should be, the release checks
 * with the key.
 *
 * @see age-encryption.org/v1, "Header"
 */
export const age: FileDecoder = {
  name: 'age',
  accepts: (bytes, file) => hasMagic(bytes, MAGIC) && SEALED.test(file),
  *layers(bytes) {
    // A header of this form is no longer than this.
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
    const header = HEADER.exec(text)?.[0];
    if (header === undefined) throw new Unreadable('has another header than one passphrase makes');
    if (bytes.length < header.length + SMALLEST_PAYLOAD) throw new Unreadable('is cut short');
    yield { kind: 'text', name: 'header', text: header };
  },
};
