/** Files of a release that programs look for, relative to its root (RFC 8615). */
export const AUTHOR_DOCUMENT = '.well-known/colophon/author.json';
/** Every release keeps one; a folder without one is not ours to replace. */
export const MANIFEST = '.well-known/colophon/manifest.json';
export const MANIFEST_SIGNATURE = '.well-known/colophon/manifest.jws';
/** The versions of the ledger, each as `N.sd-jwt`, with what witnesses their time beside them. */
export const LEDGER_FOLDER = '.well-known/colophon/ledger';
/** Lists the files of the ledger, so that a stranger need not guess. */
export const LEDGER_INDEX = '.well-known/colophon/ledger.json';
export const ROTATIONS = '.well-known/colophon/rotations.json';
/** For `ssh-keygen -Y verify`. */
export const ALLOWED_SIGNERS = '.well-known/colophon/allowed_signers';
/** did:web, whose method wants it here for a site at the root of its host. */
export const DID_DOCUMENT = '.well-known/did.json';
export const JWKS = '.well-known/jwks.json';
export const VERIFIER = 'verify/verify.mjs';
export const REPORT_SCHEMA = 'verify/report.schema.json';
