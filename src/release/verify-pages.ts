import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../bytes/base64.ts';
import { toUtf8 } from '../bytes/utf8.ts';

/**
 * Stands in the page and in the verifier for what they know, as a string of JavaScript, which a
 * minifier may quote as it likes; a release puts it there.
 */
export const KNOWLEDGE_PLACE = /(["'`])colophon:knowledge\1/;

const VERIFY_PAGE = /^(?:[a-z]{2}\/)?verify\/index\.html$/;
const STYLESHEET = /<link\b[^>]*\brel="stylesheet"[^>]*>/g;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const POLICY_PLACE = '<meta name="colophon-policy">';

/** @returns whether a file of the release is a verify page. */
export function isVerifyPage(file: string): boolean {
  return VERIFY_PAGE.test(file);
}

/**
 * Makes one file of a verify page, so that it works when it is saved: style sheets are put into it,
 * and a policy allows what stands in it and nothing else, connections least of all.
 *
 * @param stylesheet - @returns the text of a style sheet by its address in the page.
 * @throws Error if the page has no place for the policy: our own mistake.
 */
export async function finishVerifyPage(
  html: string,
  stylesheet: (address: string) => Promise<string>,
): Promise<string> {
  if (!html.includes(POLICY_PLACE)) throw new Error('verify page: no place for its policy');
  const links = [...html.matchAll(STYLESHEET)].map(([link]) => link);
  const texts = await Promise.all(
    links.map((link) => stylesheet(/href="([^"]*)"/.exec(link)?.[1] ?? '')),
  );
  // By function: a `$` in a style sheet is no reference to a group.
  const whole = links.reduce(
    (page, link, index) => page.replace(link, () => `<style>${texts[index] ?? ''}</style>`),
    html,
  );
  return whole.replace(
    POLICY_PLACE,
    () => `<meta http-equiv="content-security-policy" content="${policyOf(whole)}">`,
  );
}

/** @see Content Security Policy Level 3, §8.3 "Usage of hash-source". */
function policyOf(html: string): string {
  const styles = [...html.matchAll(STYLE)].map(([, text = '']) => hashSource(text));
  const scripts = [...html.matchAll(SCRIPT)]
    .filter(([, attributes = '']) => !/\btype="application\//.test(attributes))
    .map(([, , text = '']) => hashSource(text));
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    `style-src ${[...new Set(styles)].join(' ')}`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    // The page makes its worker of its own text; it is bound by this policy as well.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashSource(text: string): string {
  return `'sha256-${toBase64(sha256(toUtf8(text)))}'`;
}
