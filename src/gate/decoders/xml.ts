/** One piece of an XML text, in its order. */
export type XmlPiece =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: string;
      readonly isEmpty: boolean;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  /** A comment, a processing instruction or a declaration: nothing a program shows. */
  | { readonly kind: 'aside'; readonly text: string };

const ASIDES = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/**
 * Takes XML apart without judging it: what is not well-formed comes out as text or as an aside, so
 * that nothing is lost.
 */
export function* xmlPieces(xml: string): Iterable<XmlPiece> {
  for (let at = 0; at < xml.length;) {
    const next = xml.indexOf('<', at);
    if (next !== at) {
      const end = next < 0 ? xml.length : next;
      yield { kind: 'text', text: unescapeXml(xml.slice(at, end)) };
      at = end;
      continue;
    }
    if (xml.startsWith('<![CDATA[', at)) {
      const end = endOf(xml, ']]>', at);
      yield { kind: 'text', text: xml.slice(at + 9, end - 3) };
      at = end;
      continue;
    }
    const aside = ASIDES.find(([start]) => xml.startsWith(start, at));
    const end = endOf(xml, aside?.[1] ?? '>', at);
    const inner = xml.slice(at + (aside?.[0].length ?? 1), end - (aside?.[1].length ?? 1));
    yield aside ? { kind: 'aside', text: inner } : tag(inner);
    at = end;
  }
}

function endOf(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  return found < 0 ? xml.length : found + mark.length;
}

function tag(inner: string): XmlPiece {
  const name = /^\/?([^\s/>]*)/.exec(inner)?.[1] ?? '';
  if (inner.startsWith('/')) return { kind: 'close', name: localName(name) };
  const isEmpty = inner.endsWith('/');
  const attributes = inner.slice(name.length, isEmpty ? -1 : undefined);
  return { kind: 'open', name: localName(name), attributes, isEmpty };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** @returns each attribute as its name and value. */
export function xmlAttributes(attributes: string): readonly (readonly [string, string])[] {
  return [...attributes.matchAll(/(?<![^\s="'])([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, name = '', double, single]) => [name, unescapeXml(double ?? single ?? '')],
  );
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
