import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../bytes/base64.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';

/**
 * Stands in the page's program and in the verifier for what they know, as a string of JavaScript,
 * which a minifier may quote as it likes; a release puts it there.
 */
export const KNOWLEDGE_PLACE = /(["'`])colophon:knowledge\1/;

/** What the step needs of the staging folder. */
export interface VerifyPagePorts {
  list(): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
  write(file: string, bytes: Uint8Array): Promise<void>;
  sha256(bytes: Uint8Array): Promise<string>;
}

/** What a verify page is finished with. */
export interface VerifyPageParts {
  /** Whole URL of the site's root, ending in `/`. */
  readonly siteUrl: string;
  readonly knowledge: string;
}

const VERIFY_PAGE = /^(?:[a-z]{2}\/)?verify\/index\.html$/;
/** Beside the page, and linked from it. */
const COPY = 'offline.html';
const STYLESHEET = /<link\b[^>]*\brel="stylesheet"[^>]*>/g;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/g;
const PROGRAM = /<script\b[^>]*\bid="look"[^>]*>([\s\S]*?)<\/script>/;
const POLICY_PLACE = '<meta name="colophon-policy">';

/** @returns whether a file of the release is a verify page. */
export function isVerifyPage(file: string): boolean {
  return VERIFY_PAGE.test(file);
}

/**
 * Finishes the verify pages. Each is built as one file that holds its programs: that is the copy to be
 * kept, which works without a network. On the site the large program is a file of its own, which a
 * browser asks for when the page is there already.
 *
 * @throws Error if a page has no place for its policy or no program: our own mistake.
 */
export async function finishVerifyPages(
  parts: VerifyPageParts,
  ports: VerifyPagePorts,
): Promise<void> {
  for (const file of (await ports.list()).filter(isVerifyPage)) {
    const html = await withStyles(fromUtf8(await ports.read(file)) ?? '', parts, ports);
    const whole = html.replace(KNOWLEDGE_PLACE, () => JSON.stringify(parts.knowledge));
    await ports.write(file, toUtf8(await pageOf(whole, file, parts, ports)));
    const copy = await copyOf(whole, parts, ports);
    await ports.write(file.replace('index.html', COPY), toUtf8(copy));
  }
}

/** Puts the style sheets into the page: it is styled from a folder on somebody's disk too. */
async function withStyles(
  html: string,
  parts: VerifyPageParts,
  ports: VerifyPagePorts,
): Promise<string> {
  const links = [...html.matchAll(STYLESHEET)].map(([link]) => link);
  const texts = await Promise.all(
    links.map(async (link) => {
      const address = /href="([^"]*)"/.exec(link)?.[1] ?? '';
      return fromUtf8(await ports.read(fileAt(address, parts))) ?? '';
    }),
  );
  // By function: a `$` in a style sheet is no reference to a group.
  return links.reduce(
    (page, link, index) => page.replace(link, () => `<style>${texts[index] ?? ''}</style>`),
    html,
  );
}

/** @returns the file of an address within the site. */
function fileAt(address: string, { siteUrl }: VerifyPageParts): string {
  const { pathname } = new URL(siteUrl);
  return decodeURI(new URL(address, siteUrl).pathname).slice(pathname.length);
}

async function pageOf(
  whole: string,
  file: string,
  { siteUrl }: VerifyPageParts,
  ports: VerifyPagePorts,
): Promise<string> {
  const [element, program = ''] = PROGRAM.exec(whole) ?? [];
  if (!element) throw new Error(`${file}: no program`);
  const bytes = toUtf8(program);
  const script = `_astro/verify.${(await ports.sha256(bytes)).slice(0, 12)}.js`;
  await ports.write(script, bytes);
  const address = new URL(siteUrl).pathname + script;
  const near = file.replace(/[^/]+\//g, '../').replace('index.html', script);
  const place = `<template id="look" data-address="${address}" data-near="${near}"></template>`;
  return withPolicy(
    whole.replace(element, () => place),
    {
      scripts: ["'self'"],
      fonts: "'self'",
      images: "'self'",
    },
  );
}

/** The copy: links lead to the site from wherever it lies, and letters come along. */
async function copyOf(
  whole: string,
  parts: VerifyPageParts,
  ports: VerifyPagePorts,
): Promise<string> {
  const { origin } = new URL(parts.siteUrl);
  const html = outsideScripts(whole, (text) =>
    text
      .replace(/<p\b[^>]*\bid="keep"[\s\S]*?<\/p>/, '')
      .replace(/<link\b[^>]*\brel="(?:preload|icon|alternate)"[^>]*>/g, '')
      .replace(/(<a\b[^>]*\bhref=")(?=\/)/g, `$1${origin}`)
      .replace('</title>', '</title><meta name="robots" content="noindex">'),
  );
  return withPolicy(await withFonts(html, parts, ports), {
    scripts: [],
    fonts: 'data:',
    images: "'none'",
  });
}

function outsideScripts(html: string, change: (text: string) => string): string {
  const scripts = html.match(SCRIPT) ?? [];
  const mark = '<script></script>';
  const changed = change(html.replace(SCRIPT, mark));
  return changed
    .split(mark)
    .reduce((left, right, index) => left + (scripts[index - 1] ?? '') + right);
}

async function withFonts(
  html: string,
  parts: VerifyPageParts,
  ports: VerifyPagePorts,
): Promise<string> {
  const addresses = new Set(
    [...html.matchAll(/url\(([^()]+\.woff2)\)/g)].map(([, each = '']) => each),
  );
  let result = html;
  for (const address of addresses) {
    const font = toBase64(await ports.read(fileAt(address, parts)));
    result = result.replaceAll(address, `data:font/woff2;base64,${font}`);
  }
  return result;
}

/** What a verify page may use besides what stands in it. */
interface Sources {
  readonly scripts: readonly string[];
  readonly fonts: string;
  readonly images: string;
}

/** @see Content Security Policy Level 3, §8.3 "Usage of hash-source". */
function withPolicy(html: string, { scripts, fonts, images }: Sources): string {
  if (!html.includes(POLICY_PLACE)) throw new Error('verify page: no place for its policy');
  const hashes = (elements: RegExp) => [
    ...new Set([...html.matchAll(elements)].map(([, text = '']) => hashSource(text))),
  ];
  const policy = [
    "default-src 'none'",
    `script-src ${[...hashes(SCRIPT), ...scripts].join(' ')}`,
    `style-src ${hashes(STYLE).join(' ')}`,
    `font-src ${fonts}`,
    `img-src ${images}`,
    "connect-src 'none'",
    // The page makes its worker itself, so that it is bound by this policy as well.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html.replace(
    POLICY_PLACE,
    () => `<meta http-equiv="content-security-policy" content="${policy}">`,
  );
}

function hashSource(text: string): string {
  return `'sha256-${toBase64(sha256(toUtf8(text)))}'`;
}
