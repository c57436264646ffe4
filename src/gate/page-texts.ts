import type { GateTerm } from './term.ts';

/** As layers of documents are named: those of a page's text, and behind `PIXELS` those of what it shows. */
const PAGE = /^page\/\d+(?=\/|$)/;
export const PIXELS = 'pixels';

/**
 * A page of a document is read twice: by its text, and by what it shows. Keeps which terms stand in its text, so that
 * whoever sees them on the page is told nothing new.
 */
export class PageTexts {
  private readonly told = new Set<string>();

  keep(term: GateTerm, way: readonly string[]): void {
    const page = pageIn(way);
    if (page && !page.isShown) this.told.add(keyOf(term, page));
  }

  /** @returns whether the term was seen on a page whose text has it as well. */
  isTold(term: GateTerm, way: readonly string[]): boolean {
    const page = pageIn(way);
    return page !== null && page.isShown && this.told.has(keyOf(term, page));
  }
}

interface Page {
  /** The way to the document, and which page of it. */
  readonly way: readonly string[];
  readonly isShown: boolean;
}

/** The last one on the way: a document may lie in another. */
function pageIn(way: readonly string[]): Page | null {
  const at = way.findLastIndex((name) => PAGE.test(name));
  const [name] = PAGE.exec(way[at] ?? '') ?? [];
  if (name === undefined) return null;
  const isShown = way[at - 1] === PIXELS;
  return { way: [...way.slice(0, isShown ? at - 1 : at), name], isShown };
}

function keyOf({ id }: GateTerm, { way }: Page): string {
  return JSON.stringify([id, ...way]);
}
