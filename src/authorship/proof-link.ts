import { splitPresentation } from './sd-jwt.ts';
import { textDigest } from './ledger.ts';
import { verifyPageOf } from './proof.ts';

// #proof=1.LENGTH.BODY, where BODY is the presentation, and the ledger version in it is replaced by
// its digest where the page holds that version itself. The length tells a link that was cut on
// its way from one that was forged. A fragment is never sent to a server (RFC 9110 §7.1).

const FRAGMENT = /#proof=1\.(\d{1,7})\.([\w.~-]*)$/;
const LOOKS_LIKE = /#proof=/;

/** What reading a link can tell. */
export type ProofLink =
  | { readonly status: 'link'; readonly presentation: string }
  | { readonly status: 'cut' }
  | { readonly status: 'unknown-version' }
  | { readonly status: 'no-link' };

/**
 * Writes a proof as a link to the author's verify page.
 *
 * @param isHeld - whether the page holds the ledger version, so that its digest is enough.
 */
export function writeProofLink(site: string, presentation: string, isHeld: boolean): string {
  const [issued = '', ...rest] = presentation.split('~');
  const body = [isHeld ? textDigest(`${issued}~`) : issued, ...rest].join('~');
  return `${verifyPageOf(site)}#proof=1.${body.length}.${body}`;
}

/**
 * Reads a link, or its fragment, as a stranger gave it.
 *
 * @param versions - texts of the ledger versions at hand.
 */
export function readProofLink(text: string, versions: readonly string[]): ProofLink {
  const link = text.trim();
  if (!LOOKS_LIKE.test(link)) return { status: 'no-link' };
  const [, length, body = ''] = FRAGMENT.exec(link) ?? [];
  if (length === undefined || body.length < Number(length)) return { status: 'cut' };
  const parts = splitPresentation(body.length === Number(length) ? body : '');
  if (!parts) return { status: 'cut' };
  if (parts.issued.includes('.')) return { status: 'link', presentation: body };
  const version = versions.find((each) => textDigest(each) === parts.issued);
  if (version === undefined) return { status: 'unknown-version' };
  return { status: 'link', presentation: version + body.slice(parts.issued.length + 1) };
}
