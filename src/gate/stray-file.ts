const STRAY =
  /(?:^|\/)(?:\.git|\.env(?:\.[\w.]+)?|\.DS_Store|Thumbs\.db|\.svn|\.hg|\.npmrc|node_modules)(?:\/|$)|(?:~|\.(?:bak|orig|swp|swo|tmp|log|pem|key))$/i;

/** A key in a text is an example; a file that is one is not. */
const PRIVATE_KEY =
  /^\s*(?:-----BEGIN (?:[A-Z\d]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-)/;

const HYPHEN = 0x2d;
const P = 0x50;

/** Whether a file belongs to the workshop: by its name, or since it is a private key. */
export function isStray(bytes: Uint8Array, name: string): boolean {
  return STRAY.test(name) || isPrivateKey(bytes);
}

function isPrivateKey(bytes: Uint8Array): boolean {
  // Of other files only those in UTF-8 that begin with an unusual space are decoded to see it.
  const first = bytes.subarray(0, 80).find((byte) => byte > 0x20);
  if (first !== HYPHEN && first !== P && (first ?? 0) < 0x80) return false;
  return PRIVATE_KEY.test(new TextDecoder().decode(bytes.subarray(0, 80)));
}
