/** Files of a release that programs look for, relative to its root (RFC 8615). */
export const AUTHOR_DOCUMENT = '.well-known/colophon/author.json';
/** Every release keeps one; a folder without one is not ours to replace. */
export const MANIFEST = '.well-known/colophon/manifest.json';
export const MANIFEST_SIGNATURE = '.well-known/colophon/manifest.jws';
