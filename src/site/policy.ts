/**
 * What runs on a page: nothing, our own scripts, the search with its WebAssembly, or what opens a
 * sealed page and shows the pictures that were in it.
 */
export type PageScripts = 'none' | 'own' | 'search' | 'sealed';

const SCRIPTS: Readonly<Record<PageScripts, readonly string[]>> = {
  none: ["script-src 'none'", "form-action 'none'"],
  own: ["script-src 'self'", "form-action 'none'"],
  sealed: ["script-src 'self'", "form-action 'none'"],
  search: ["script-src 'self' 'wasm-unsafe-eval'", "form-action 'self'"],
};

/**
 * The Content-Security-Policy of a page: files of the site and nothing else, no inline style, and
 * script only where the page has some. What a meta element cannot say stands in the host's headers.
 *
 * @param frames - the players that a reader may choose to load, by their addresses.
 * @see Content Security Policy Level 3
 */
export function contentPolicy(scripts: PageScripts, frames: readonly string[] = []): string {
  const origins = new Set(frames.map((address) => new URL(address).origin));
  return [
    "default-src 'none'",
    "style-src 'self'",
    scripts === 'sealed' ? "img-src 'self' blob:" : "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    // Where no script runs it lets nothing out; without it a checker cannot ask for robots.txt.
    "connect-src 'self'",
    "base-uri 'none'",
    ...(origins.size > 0 ? [`frame-src ${[...origins].join(' ')}`] : []),
    ...SCRIPTS[scripts],
  ].join('; ');
}
