/** What runs on a page: nothing, our own scripts, or the search with its WebAssembly. */
export type PageScripts = 'none' | 'own' | 'search';

const SCRIPTS: Readonly<Record<PageScripts, readonly string[]>> = {
  none: ["script-src 'none'", "form-action 'none'"],
  own: ["script-src 'self'", "form-action 'none'"],
  search: ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'", "form-action 'self'"],
};

/**
 * The Content-Security-Policy of a page: files of the site and nothing else, no inline style, and
 * script only where the page has some. What a meta element cannot say stands in the host's headers.
 *
 * @see Content Security Policy Level 3
 */
export function contentPolicy(scripts: PageScripts): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "base-uri 'none'",
    ...SCRIPTS[scripts],
  ].join('; ');
}
