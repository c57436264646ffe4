/** What of an element matters for what is written in a document. */
export interface Element {
  /** In small letters. */
  readonly name: string;
  /** It has no end. */
  readonly isVoid: boolean;
  /** Elements that end where it begins, though they do not say so. */
  readonly ends: ReadonlySet<string>;
  /** A tag inside that closes itself does; or, inside of those, does not. */
  readonly context: 'foreign' | 'integration' | null;
  /** Nothing in it is markup but its own end. */
  readonly isSpecial: boolean;
  /** A reader sees its text as one run with what is around it: all others end a word. */
  readonly isInline: boolean;
  readonly isReading: boolean;
  readonly isSource: boolean;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const NONE: ReadonlySet<string> = new Set();
const FORM = set('input option optgroup select button datalist textarea');
const SECTIONS = set('thead tbody');
const DEFINITIONS = set('dd dt');
const READINGS = set('rt rp');
const PARAGRAPH = set('p');
const BLOCKS =
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul';
const FIELDS = 'select input output button datalist textarea';

// As htmlparser2 has it, whose reading this is: see `readMarkup`.
const ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...BLOCKS.split(' ').map((name) => [name, PARAGRAPH] as const),
  ...FIELDS.split(' ').map((name) => [name, FORM] as const),
  ['tr', set('tr th td')],
  ['th', set('th')],
  ['td', set('thead th td')],
  ['body', set('head link script')],
  ['li', set('li')],
  ['option', set('option')],
  ['optgroup', set('optgroup option')],
  ['dd', DEFINITIONS],
  ['dt', DEFINITIONS],
  ['rt', READINGS],
  ['rp', READINGS],
  ['tbody', SECTIONS],
  ['tfoot', SECTIONS],
]);
const VOID = set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);
const FOREIGN = set('math svg');
const INTEGRATION = set('mi mo mn ms mtext annotation-xml foreignobject desc title');
const SPECIAL = set('script style title textarea xmp');
const SOURCES = set('script style');
const INLINE = set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small span strike strong sub sup time tspan tt u var wbr',
);

const known = new Map<string, Element>();
/** A text that makes up names fills no more than this. */
const MOST = 4096;

/** @param written - its name in any case. */
export function elementOf(written: string): Element {
  const before = known.get(written);
  if (before) return before;
  const name = written.toLowerCase();
  const element: Element = {
    name,
    isVoid: VOID.has(name),
    ends: ENDS.get(name) ?? NONE,
    context: FOREIGN.has(name) ? 'foreign' : INTEGRATION.has(name) ? 'integration' : null,
    isSpecial: SPECIAL.has(name),
    isInline: INLINE.has(name),
    isReading: READINGS.has(name),
    isSource: SOURCES.has(name),
  };
  if (known.size < MOST) known.set(written, element);
  return element;
}

/** An element in which everything is read as markup, whatever its name says. */
export function ordinary(element: Element): Element {
  return { ...element, isSpecial: false, isSource: false };
}
