/**
 * Undoes quoted-printable in UTF-8: soft line breaks, and runs of `=XX`. What is no such run is
 * left as it is.
 *
 * @see RFC 2045, section 6.7.
 */
export function fromQuotedPrintable(text: string): string {
  return text.replace(/=[ \t]*\r?\n/g, '').replace(/(?:=[\dA-F]{2})+/g, (run) => {
    const pairs = run.slice(1).split('=');
    return new TextDecoder().decode(Uint8Array.from(pairs, (pair) => parseInt(pair, 16)));
  });
}
