const words = (text: string) => text.split(' ');

/**
 * Elements of HTML and MathML that may stand in a text: they set words, and fetch, run and ask nothing.
 * Any other name is refused, since `<withheld>` for `<Withheld>` would print what was to be kept.
 *
 * @see HTML Standard, section 4, "The elements of HTML"; MathML Core, section 3
 */
export const HTML_ELEMENTS: ReadonlySet<string> = new Set([
  ...words(
    'a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small',
  ),
  ...words('span strong sub sup time u var wbr'),
  ...words(
    'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3',
  ),
  ...words('h4 h5 h6 header hgroup hr li nav ol p pre search section summary ul'),
  ...words('caption col colgroup table tbody td tfoot th thead tr'),
  ...words(
    'math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow',
  ),
  ...words('ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover'),
  ...words('annotation semantics'),
]);
