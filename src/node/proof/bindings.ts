import { Resolver } from 'node:dns/promises';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { didOf, toJwk } from '../../authorship/index.ts';
import type { Author } from '../../authorship/index.ts';
import { parseJson } from '../../bytes/json.ts';
import { DID_DOCUMENT, JWKS } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';
import { fetchPage } from '../files/fetch-page.ts';

/** Something outside the site's files that ties the key to the author, and whether it does. */
export interface Binding {
  readonly what: string;
  readonly status: 'holds' | 'does not hold' | 'could not be looked at';
  /** What came instead, or why it could not be looked at. */
  readonly detail: string;
}

/** Whom and what to ask; the rest is the network's. */
export interface BindingOptions {
  /** Asked in the place of the author's site: a staging server. */
  readonly origin?: string | undefined;
  /** `HOST:PORT` of a name server; the system's if left out. */
  readonly resolver?: string | undefined;
}

type Named = Pick<Author, 'site' | 'publicKey' | 'fingerprint'>;

/** @returns the DNS record that ties a domain to a key: its name and its text. */
export function dnsRecord({ site, fingerprint }: Pick<Author, 'site' | 'fingerprint'>) {
  return { name: `_colophon.${new URL(site).hostname}`, text: `colophon=${fingerprint}` };
}

/**
 * Looks at everything that binds the key to the author: the site's own documents, DNS, and the
 * pages that link back.
 *
 * @param links - other pages of the author.
 */
export async function checkBindings(
  author: Named,
  links: readonly string[],
  { origin, resolver }: BindingOptions,
): Promise<readonly Binding[]> {
  const root = new URL(origin === undefined ? author.site : new URL(author.site).pathname, origin);
  return Promise.all([
    checkDocument(new URL(didFile(root), root), author, holdsDid),
    checkDocument(new URL(JWKS, root), author, holdsKey),
    checkDns(author, resolver),
    ...links.map((link) => checkLink(new URL(link), author)),
  ]);
}

/** did:web Method Specification, section 2.5.2: under a sub-path the document lies in it. */
function didFile({ pathname }: URL): string {
  return pathname === '/' ? DID_DOCUMENT : 'did.json';
}

/** Turns a failure of the network into an answer. */
async function answer(what: string, look: () => Promise<Omit<Binding, 'what'>>): Promise<Binding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    const { message } = error as Error;
    return { what, status: 'could not be looked at', detail: message };
  }
}

const HOLDS = { status: 'holds', detail: '' } as const;

function fails(detail: string) {
  return { status: 'does not hold', detail } as const;
}

function checkDocument(
  url: URL,
  author: Named,
  holds: (document: unknown, author: Named) => boolean,
): Promise<Binding> {
  return answer(url.href, async () => {
    const page = await fetchPage(url);
    if (!page) return fails('nothing is there');
    return holds(parseJson(page.text), author) ? HOLDS : fails('it names another key');
  });
}

function holdsDid(document: unknown, { site, publicKey }: Named): boolean {
  // A stranger's JSON: every step down it may be missing.
  const did = document as
    | {
        id?: unknown;
        assertionMethod?: unknown[];
        verificationMethod?: { id?: unknown; publicKeyJwk?: { x?: unknown } }[];
      }
    | null
    | undefined;
  const method = did?.verificationMethod?.find?.(
    (each) => each?.publicKeyJwk?.x === toJwk(publicKey).x,
  );
  return did?.id === didOf(site) && did.assertionMethod?.includes?.(method?.id) === true;
}

function holdsKey(document: unknown, { publicKey, fingerprint }: Named): boolean {
  const set = document as { keys?: { kid?: unknown; x?: unknown }[] } | null | undefined;
  const key = set?.keys?.find?.(({ kid }) => kid === fingerprint);
  return key?.x === toJwk(publicKey).x;
}

const NOT_THERE = ['ENOTFOUND', 'ENODATA'];

function checkDns(author: Named, server: string | undefined): Promise<Binding> {
  const { name, text } = dnsRecord(author);
  return answer(`TXT ${name}`, async () => {
    const resolver = new Resolver({ timeout: 5000, tries: 2 });
    if (server !== undefined) resolver.setServers([server]);
    try {
      const records = (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
      return records.includes(text) ? HOLDS : fails(`it says ${records.join(', ')}`);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (NOT_THERE.includes(code)) return fails('there is no such record');
      throw new BrokenInput(`the name server did not answer (${code})`, { cause: error });
    }
  });
}

function checkLink(url: URL, { site }: Named): Promise<Binding> {
  return answer(`rel="me" on ${url.href}`, async () => {
    const page = await fetchPage(url);
    if (!page) return fails('nothing is there');
    const back = relMe(page.text, page.url).some((href) => isSamePage(href, site));
    return back ? HOLDS : fails('it has no link back');
  });
}

/** @returns the whole addresses of all links of a page that say `me`. */
function relMe(html: string, base: URL): readonly string[] {
  const found: string[] = [];
  const open: DefaultTreeAdapterTypes.ChildNode[] = [...parse(html).childNodes];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!('attrs' in node)) continue;
    const attribute = (name: string) =>
      node.attrs.find((each: { name: string }) => each.name === name)?.value ?? '';
    const isMe = attribute('rel').toLowerCase().split(/\s+/).includes('me');
    const href = attribute('href');
    if (isMe && URL.canParse(href, base)) found.push(new URL(href, base).href);
    open.push(...node.childNodes);
  }
  return found;
}

function isSamePage(a: string, b: string): boolean {
  return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}
