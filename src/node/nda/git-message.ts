/** Who and what of a commit or a tag, as bytes: whoever reads them finds out how they are encoded. */
export interface GitMessage {
  /** Persons, and all else that a header says: a merge repeats the tags it takes in. */
  readonly head: Uint8Array;
  readonly message: Uint8Array;
}

/** Ids of other objects, which say nothing, and signatures, in which nobody writes. */
const SAYS_NOTHING = /^(?:tree|parent|object|type|gpgsig(?:-sha256)?) /;

/** Takes a commit or a tag apart: lines of a header, an empty line, the message. */
export function parseMessage(bytes: Uint8Array): GitMessage {
  // One letter a byte, so that nothing is lost of what is no UTF-8.
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  // A line that begins with a space continues the field before it.
  const fields = head.split(/\n(?! )/);
  const [, encoding] = /^encoding (.+)$/m.exec(head) ?? [];
  const kept = fields.filter((field) => !SAYS_NOTHING.test(field)).join('\n');
  return {
    head: inUtf8(kept, encoding),
    message: inUtf8(end < 0 ? '' : text.slice(end + 2), encoding),
  };
}

/** @param encoding - what the commit says it is in; one that is not known is left as it is. */
function inUtf8(text: string, encoding: string | undefined): Uint8Array {
  const bytes = Buffer.from(text, 'latin1');
  const decoder = encoding === undefined ? null : decoderOf(encoding);
  return new Uint8Array(decoder ? Buffer.from(decoder.decode(bytes)) : bytes);
}

function decoderOf(encoding: string): TextDecoder | null {
  try {
    return new TextDecoder(encoding);
  } catch {
    return null;
  }
}
