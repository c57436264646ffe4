/** For hosts that read it (Netlify, Cloudflare Pages and others that follow them). */
export const HEADERS = '_headers';
export const SPECULATION_RULES = 'speculation-rules.json';

// Pages that a browser must not fetch before somebody asks for them: the sheet that checks the
// authorship holds a program, and a page for one reader tells of its reader.
const NOT_AHEAD = ['verify/', 's/'];

/**
 * What a host adds to every answer: the part of the policy that a page cannot state itself, and
 * rules by which a browser fetches the next page ahead. By a header, since rules inside a page would
 * need a policy that allows inline script.
 *
 * @param base - the path the site is served under, with a slash at both ends.
 * @see src/release/README.md for other hosts.
 */
export function hostHeaders(base: string): string {
  const block = (path: string, headers: readonly string[]) =>
    `${base}${path}\n${headers.map((header) => `  ${header}\n`).join('')}`;
  return [
    block('*', [
      "Content-Security-Policy: frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
      'Cross-Origin-Opener-Policy: same-origin',
      'Permissions-Policy: browsing-topics=(), camera=(), geolocation=(), microphone=()',
      'Referrer-Policy: strict-origin-when-cross-origin',
      `Speculation-Rules: "${base}${SPECULATION_RULES}"`,
      'X-Content-Type-Options: nosniff',
    ]),
    block('_astro/*', ['Cache-Control: public, max-age=31536000, immutable']),
    block(SPECULATION_RULES, ['Content-Type: application/speculationrules+json']),
    block('.well-known/*', ['Access-Control-Allow-Origin: *']),
  ].join('\n');
}

/**
 * Which pages a browser may fetch when a reader is about to open them. Fetched, never run ahead.
 *
 * @see HTML Living Standard, "Speculation rules"
 */
export function speculationRules(base: string): string {
  const kept = NOT_AHEAD.flatMap((path) => [`${base}${path}*`, `${base}*/${path}*`]);
  const rules = {
    prefetch: [
      {
        where: {
          and: [
            { href_matches: `${base}*` },
            { not: { href_matches: kept } },
            { not: { selector_matches: '[rel~="nofollow"], [download]' } },
          ],
        },
        eagerness: 'moderate',
      },
    ],
  };
  return `${JSON.stringify(rules, null, 2)}\n`;
}
