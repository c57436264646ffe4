import type { Layer } from '../decoder.ts';
import { PACKED, armoured, ascii85 } from './armour.ts';
import { base85 } from './base85.ts';
import { bytea } from './bytea.ts';
import { autocad, longLines, step } from './cad.ts';
import { cards } from './cards.ts';
import { charCalls } from './char-calls.ts';
import { codePoints } from './code-points.ts';
import { CSS } from './css.ts';
import { digits } from './digits.ts';
import { drawIo } from './draw-io.ts';
import { DUMPS } from './dumps.ts';
import { ENCODED } from './encoded.ts';
import { encodedWords } from './encoded-words.ts';
import { withEntities } from './entities.ts';
import { excalidraw } from './excalidraw.ts';
import { html } from './html.ts';
import { HIDDEN, overridden, signs } from './invisible.ts';
import { PROGRAMS } from './javascript.ts';
import { chunks, quotedPrintable } from './mail.ts';
import { letterNames } from './letter-names.ts';
import { links } from './markdown.ts';
import { mathJax } from './math-jax.ts';
import { misreadIn } from './misread.ts';
import { morse } from './morse.ts';
import { percentData } from './percent-data.ts';
import { placeholders } from './placeholders.ts';
import { plantUml } from './plantuml.ts';
import { readings } from './readings.ts';
import { hasReference, references } from './references.ts';
import { registry } from './registry.ts';
import { richTextData } from './rich-text-data.ts';
import { roff } from './roff.ts';
import { IN_ROW, changed, rounds, undone } from './row.ts';
import type { Undone } from './row.ts';
import { streamedData } from './streamed-data.ts';
import { tex, texCodes } from './tex.ts';
import { turned } from './turned.ts';
import { typedArrays } from './typed-array.ts';
import { oldPercents } from './urls.ts';
import { rewritten } from './writing.ts';
import type { Reading, Rewriting, Writing, WritingContext } from './writing.ts';

/** Undone on the text as it stands: they would spoil it for others. */
const APART: readonly Rewriting[] = [
  ...CSS,
  ...oldPercents,
  overridden,
  digits,
  links,
  signs,
  turned,
  readings,
  tex,
  texCodes,
  roff,
  autocad,
  charCalls,
  encodedWords,
  placeholders,
  letterNames,
  codePoints,
  step,
  longLines,
  chunks,
];
const WITHIN: readonly Writing[] = [
  quotedPrintable,
  ...PROGRAMS,
  ...HIDDEN,
  ...DUMPS,
  richTextData,
  excalidraw,
  cards,
  drawIo,
  bytea,
  registry,
  typedArrays,
  ...PACKED,
];

const CODED: readonly Writing[] = [...ENCODED, plantUml, armoured, morse];
/** Signs are digits here, or bytes of another charset, which undoing other writings spoils. */
const CODED_IN_SIGNS: readonly Writing[] = [ascii85, base85, percentData];

const DOCUMENT = /^\s*<[a-z!?/]/i;
const MARKUP = /<[a-z!?/]/i;
const TAG = /<[a-z/!][^<>]{0,400}>/gi;

/** Names of files, and single words: all writings but a few have some other sign. */
const PLAIN = /^[\w./ -]{0,255}$/;
/** Names of hosts, and those in XML, may have letters that stand for others. */
const ENCODED_NAME = /_x|xn--/i;
const IN_PLAIN: readonly Writing[] = [...CODED, base85, ...DUMPS];

/**
 * What else a text says, in all the ways that it may be written in. A document is only taken apart:
 * all of it ends up in one of its parts, and those are read in every way.
 *
 * @throws Unreadable if there is no end to it.
 */
export function* readingsOf(text: string, context: WritingContext): Iterable<Reading> {
  if (DOCUMENT.test(text)) return yield* afresh(documentIn(text, context));
  if (!context.isThorough && PLAIN.test(text) && !ENCODED_NAME.test(text))
    return yield* inAll(IN_PLAIN, text, context);
  const { text: plain, passages } = yield* withMisread(undone(text, context.isThorough));
  yield* misreadings(text);
  yield* rewrittenApart(text, APART);
  if ((plain.includes('<') && MARKUP.test(plain)) || hasReference(plain))
    yield* afresh(html(plain, { ...context, isKnown: true }));
  yield* inAll(CODED, plain, context);
  yield* inAll(CODED_IN_SIGNS, text, context);
  // Last, since one of them refuses. A program in a text of JSON, or a dump in one, has its quotes and lines escaped.
  yield* inAll(WITHIN, text, context);
  if (plain !== text) yield* inAll(WITHIN, passages ?? plain, context);
}

function* inAll(
  writings: readonly Writing[],
  text: string,
  context: WritingContext,
): Iterable<Reading> {
  for (const writing of writings)
    for (const layer of writing(text, context)) yield { layer, isAfresh: true };
}

function* rewrittenApart(text: string, rewritings: readonly Rewriting[]): Iterable<Reading> {
  for (const rewriting of rewritings) {
    const edits = rewriting.edits(text);
    if (edits.length > 0) yield changed(rewriting, text, edits);
  }
}

function* misreadings(text: string): Iterable<Reading> {
  for (const misread of misreadIn(text)) yield changed(misread, text, misread.edits);
}

/** What was read in a wrong charset may have been escaped since, as JSON is written by default in Python. */
function* withMisread(steps: Generator<Reading, Undone, void>): Generator<Reading, Undone, void> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield step.value;
    const { layer } = step.value;
    if (layer.kind === 'text') yield* misreadings(layer.text);
  }
}

/**
 * The same where writings lie within writings and none is taken apart any more, as in programs that make
 * pages that hold programs: references and escapes are undone to the end, and tags are left out.
 *
 * @throws Unreadable if there is no end to it.
 */
export function* lastReadingsOf(text: string, context: WritingContext): Iterable<Reading> {
  let plain = text;
  for (const _round of rounds()) {
    const before = plain;
    for (const rewriting of [references, ...IN_ROW])
      plain = rewritten(plain, rewriting.edits(plain));
    if (plain === before) break;
  }
  const bare = plain.replace(TAG, '');
  for (const last of new Set([plain, bare]))
    if (last !== text)
      yield { layer: { kind: 'text', name: 'to-the-end', text: last }, isAfresh: false };
  yield* inAll(CODED, plain, context);
  yield* inAll(CODED_IN_SIGNS, text, context);
}

function* documentIn(text: string, context: WritingContext): Iterable<Layer> {
  yield* html(text, context);
  yield* streamedData(text);
  yield* mathJax(text);
  const whole = withEntities(text);
  if (whole !== null) yield { kind: 'text', name: 'entities', text: whole };
}

function* afresh(layers: Iterable<Layer>): Iterable<Reading> {
  for (const layer of layers) yield { layer, isAfresh: true };
}
