/** What a reader sees as one piece: a paragraph, a cell, a value. */
export interface Block {
  readonly text: string;
  /** The element or attribute, or the key in JSON; empty in plain text. */
  readonly name: string;
  /** In UTF-16 units from the start of the file; null where the file's text was decoded first. */
  readonly offset: number | null;
  /** How to get there, in a document; its names are as they are. */
  readonly way?: readonly string[];
}

/** @returns where a block stands, as an inference has it. */
export function placeOf({ offset, way }: Block): Pick<Block, 'offset' | 'way'> {
  return { offset, ...(way && { way }) };
}

/** A number beside a name, such as `{"tag": "x", "count": 1}`. */
export interface Count {
  readonly label: string;
  readonly count: number;
}

/** What a file is read into. */
export interface TextParts {
  readonly blocks: readonly Block[];
  /** What it files itself under: keywords, categories, tags. */
  readonly keywords: readonly Block[];
  /** Where it leads, as written. */
  readonly links: readonly string[];
  /** Pictures it shows, as written. */
  readonly pictures: readonly string[];
  readonly counts: readonly Count[];
}

/** Gathers the parts of a file, and the texts of other kinds inside it. */
export class PartsOfText implements TextParts {
  readonly blocks: Block[] = [];
  readonly keywords: Block[] = [];
  readonly links: string[] = [];
  readonly pictures: string[] = [];
  readonly counts: Count[] = [];
  /** Grows while it is read: feeds hold pages, and pages hold data. */
  readonly nested: { readonly kind: 'markup' | 'data'; readonly text: string }[] = [];
}

/** Whether markup stands in a text. */
export const MARKUP = /<[a-z!/]/i;
