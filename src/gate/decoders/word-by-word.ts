import type { Layer } from '../decoder.ts';
import { literalText } from '../writings/literal.ts';

/**
 * Keys of a word of a transcript (Whisper, Vosk, Deepgram, Google, YouTube) and of a piece of a text (Quill,
 * Notion), as JSON or as a program has them.
 */
const PIECE =
  /\b(word|punctuated_word|utf8|insert|plain_text)["']?:\s{0,4}("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/g;
/** Most texts have none of these, which is seen far sooner than that the pattern does not match. */
const MARKS = ['word":', 'word:'];
const MARKS_OF_DATA = ['utf8":', 'insert":', '_text":'];
/** Transcripts of Amazon have a word among others that it may be. */
const GUESS = /"content":\s{0,4}("(?:[^"\\\n]|\\.)*")/g;
/**
 * Data of what is heard or seen: passages with their times, words with their places, texts in runs (PDF.js, Google,
 * Amazon, Contentful, unified). Other data has texts under the same keys that are whole.
 */
const RUNS = ['textRun', 'nodeType', 'tagName', 'dir'];
const TIMED = ['start', 'startTime', 'offset', 'duration', 'time', 'timestamp'];
const PLACED = ['bbox', 'boundingBox', 'boundingPoly', 'BlockType'];
/** One pattern: in data a quote stands everywhere, at which each mark by itself would stop. */
const IN_PIECES = keyOf([...RUNS, ...TIMED, ...PLACED]);
const IN_RUNS = keyOf(RUNS);
const PASSAGE =
  /"(text|Text|content|caption|line|value|str|description)":\s{0,4}("(?:[^"\\\n]|\\.)*")/g;
/** Words of a scanned page (ALTO). */
const SCANNED = /<String\b[^<>]{0,400}\bCONTENT=("[^"<>]*")/g;
/** Words of a scanned page, as Tesseract writes them: one a line, the last of twelve columns. */
const SHEET = 'level\tpage_num\t';

/** What is kept word by word, or in pieces, as it is read or heard. */
export function* wordByWord(text: string): Iterable<Layer> {
  for (const said of spoken(text)) yield { kind: 'text', name: 'word-by-word', text: said };
}

function* spoken(text: string): Iterable<string> {
  if (text.startsWith(SHEET)) return yield columns(text);
  if (text.startsWith('<') && text.includes('CONTENT="')) yield* joined(text.matchAll(SCANNED), 1);
  const isData = text.startsWith('{') || text.startsWith('[');
  if (isData) yield* passages(text);
  if (text.startsWith('{') && text.includes('"alternatives"'))
    yield* joined(text.matchAll(GUESS), 1);
  if (hasAny(text, MARKS) || (isData && hasAny(text, MARKS_OF_DATA)))
    yield* byKey(text, PIECE, false);
}

function* passages(text: string): Iterable<string> {
  if (IN_PIECES.test(text)) yield* byKey(text, PASSAGE, IN_RUNS.test(text));
}

function keyOf(names: readonly string[]): RegExp {
  return new RegExp(`"(?:${names.join('|')})":`);
}

function hasAny(text: string, marks: readonly string[]): boolean {
  return marks.some((mark) => text.includes(mark));
}

function* byKey(text: string, pattern: RegExp, areRuns: boolean): Iterable<string> {
  const found = new Map<string, RegExpExecArray[]>();
  for (const piece of text.matchAll(pattern)) {
    const known = found.get(piece[1] ?? '');
    if (known) known.push(piece);
    else found.set(piece[1] ?? '', [piece]);
  }
  for (const pieces of found.values()) yield* joined(pieces, 2, areRuns);
}

function columns(text: string): string {
  return text
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\t') + 1))
    .join(' ');
}

/** Whether spaces stand in the pieces themselves, then they belong together as they are. */
const HAS_SPACES = /^\s|\s$/;

function* joined(
  found: Iterable<RegExpExecArray>,
  group: number,
  areRuns = false,
): Iterable<string> {
  const pieces = [...found].map((piece) => literalText((piece[group] ?? '').slice(1, -1)));
  if (pieces.length < 2) return;
  yield pieces.join(areRuns || pieces.some((piece) => HAS_SPACES.test(piece)) ? '' : ' ');
}
