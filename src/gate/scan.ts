import { LIMITS, Unreadable } from './decoder.ts';
import type { GatePorts, Layer } from './decoder.ts';
import { FILE_DECODERS } from './decoders/index.ts';
import type { Finding } from './findings.ts';
import { fold } from './fold.ts';
import { MASK, mask } from './mask.ts';
import { needlesOf } from './term.ts';
import type { GateTerm, Needle } from './term.ts';
import { writingsOf } from './writings/index.ts';

/** A file about to be published. */
export interface GateFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a scan came to. */
export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly bytes: number;
}

interface Surroundings {
  readonly ports: GatePorts;
  readonly programs: readonly string[];
}

const STRAY =
  /(?:^|\/)(?:\.git|\.env(?:\.[\w.]+)?|\.DS_Store|Thumbs\.db|\.svn|\.hg|\.npmrc|node_modules)(?:\/|$)|(?:~|\.(?:bak|orig|swp|swo|tmp|log|pem|key))$/i;

/**
 * Searches files for terms as somebody would who wants to find them: unpacked, decoded, folded.
 * What cannot be read is a finding, never skipped.
 *
 * @param programs - texts of programs that were made from sources alone, which hold no content.
 *   They are searched as they stand, and not decoded: a parser is full of half-escaped fragments.
 * @throws GateError TERM_TOO_SHORT
 */
export async function scanFiles(
  files: AsyncIterable<GateFile> | Iterable<GateFile>,
  terms: readonly GateTerm[],
  ports: GatePorts,
  programs: readonly string[] = [],
): Promise<ScanResult> {
  const needles = needlesOf(terms);
  const findings: Finding[] = [];
  let count = 0;
  let size = 0;
  for await (const file of files) {
    count += 1;
    findings.push(...scanFile(file, count, needles, { ports, programs }));
    size += file.bytes.length;
  }
  return { findings, files: count, bytes: size };
}

function scanFile(
  file: GateFile,
  number: number,
  all: readonly Needle[],
  around: Surroundings,
): readonly Finding[] {
  const needles = all.filter(({ term }) => term.forbiddenIn?.(file.path) ?? true);
  const name = new FileScan(hiddenName(file.path, number), needles, all, around);
  name.text({ kind: 'text', name: 'name', text: file.path }, [], 1);
  // Some other writing of a term may be in the name, so one that holds a term is not printed at all.
  const printed = holdsSecret(file.path, all, around) ? hiddenName(file.path, number) : file.path;
  const content = new FileScan(printed, needles, all, around);
  if (STRAY.test(file.path))
    content.refuse(
      'stray-file',
      '',
      'Remove it from what is published: it belongs to the workshop.',
    );
  content.bytes(file.bytes, file.path, [], 0);
  const known = new Set(name.findings.map(({ term }) => term));
  return [
    ...name.findings,
    ...content.findings.filter(({ term }) => term === null || !known.has(term)),
  ];
}

function holdsSecret(path: string, all: readonly Needle[], around: Surroundings): boolean {
  const scan = new FileScan('', all, all, around);
  scan.text({ kind: 'text', name: 'name', text: path }, [], 1);
  return scan.findings.length > 0;
}

function hiddenName(path: string, number: number): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? '';
  return `${MASK}${ending} (file ${number} in order of names)`;
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Escapes and long runs beside a finding may be another writing of it. */
function neighbour(text: string, secrets: readonly Needle[]): string {
  return mask(text.replace(INVISIBLE, ''), secrets).replace(/\S*[%\\&=]\S*|[\w+/-]{12,}/g, '…');
}

const NO_TEXT = /[\u0000-\u0008\u000E-\u001F\uFFFD\p{Cn}\p{Co}\p{Cs}]/gu;

/**
 * Whether something is written here, in which other writings could be nested. Tables of a font or
 * a program read as text are searched as they are, and hold no escapes that mean anything.
 */
function isText(text: string): boolean {
  const sample = text.slice(0, 4096);
  return (sample.match(NO_TEXT)?.length ?? 0) * 50 <= sample.length;
}

/** The scan of one file: keeps the way in, and the limits. */
class FileScan {
  readonly findings: Finding[] = [];
  private readonly file: string;
  private readonly needles: readonly Needle[];
  private readonly secrets: readonly Needle[];
  private readonly around: Surroundings;
  private readonly seen = new Set<string>();
  private left = LIMITS.totalBytes;

  constructor(
    file: string,
    needles: readonly Needle[],
    secrets: readonly Needle[],
    around: Surroundings,
  ) {
    this.file = file;
    this.needles = needles;
    this.secrets = secrets;
    this.around = around;
  }

  bytes(bytes: Uint8Array, name: string, way: readonly string[], depth: number): void {
    const decoder = FILE_DECODERS.find((each) => each.accepts(bytes, name));
    if (!decoder) {
      // A run of letters that happens to decode is no file; only what was a file must be readable.
      if (depth === 0)
        this.refuse(
          'unreadable-file',
          way.join('/'),
          'Publish it in a format the gate can read, or not at all.',
        );
      return;
    }
    try {
      for (const layer of decoder.layers(bytes, this.around.ports)) this.layer(layer, way, depth);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.refuse(
        'unreadable-file',
        way.join('/'),
        `${error.message}. Mend the file, or leave it out.`,
      );
    }
  }

  private layer(layer: Layer, way: readonly string[], depth: number): void {
    const next = layer.name ? [...way, layer.name] : way;
    this.left -= layer.kind === 'text' ? layer.text.length : layer.bytes.length;
    if (this.left < 0) throw new Unreadable('unfolds into more than 256 MB');
    if (depth >= LIMITS.depth) throw new Unreadable('is nested too deeply');
    if (layer.kind === 'bytes') this.bytes(layer.bytes, layer.name, next, depth + 1);
    else this.text(layer, next, depth + 1);
  }

  text({ text, name }: Layer & { kind: 'text' }, way: readonly string[], depth: number): void {
    if (text === '' || this.seen.has(text)) return;
    this.seen.add(text);
    this.search(text, way, depth === 1 && way.length === 0 && name === '');
    const rest = this.around.programs.reduce((left, known) => left.replaceAll(known, ' '), text);
    if (!isText(rest)) return;
    for (const writing of writingsOf(rest))
      for (const layer of writing(rest)) this.layer(layer, way, depth);
  }

  private search(text: string, way: readonly string[], isRaw: boolean): void {
    const folded = fold(text);
    const squeezed = folded.text.replaceAll(' ', '');
    for (const needle of this.needles) {
      if (!squeezed.includes(needle.sure)) continue;
      needle.pattern.lastIndex = 0;
      const match = needle.pattern.exec(folded.text);
      if (!match) continue;
      const start = folded.offsets[match.index] ?? 0;
      const end = (folded.offsets[match.index + match[0].length - 1] ?? start) + 1;
      this.add(needle, way, text, { start, end, isRaw });
    }
  }

  private add(
    { term }: Needle,
    way: readonly string[],
    text: string,
    { start, end, isRaw }: { start: number; end: number; isRaw: boolean },
  ): void {
    const path = way.join('/');
    // The same place is often reached in several ways; the first is enough.
    if (this.findings.some((each) => each.term === term.id)) return;
    const before = neighbour(text.slice(Math.max(0, start - 24), start), this.secrets);
    const after = neighbour(text.slice(end, end + 24), this.secrets);
    const lines = text.slice(0, start).split('\n');
    this.findings.push({
      file: this.file,
      path,
      term: term.id,
      rule: 'confidential-term',
      snippet: `${before}${MASK}${after}`.replace(/\s+/g, ' ').trim(),
      offset: start,
      ...(isRaw && { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }),
      hint: 'Take it out of the content, or give the work a level that allows it.',
    });
  }

  refuse(rule: 'stray-file' | 'unreadable-file', path: string, hint: string): void {
    this.findings.push({
      file: this.file,
      path,
      term: null,
      rule,
      snippet: '',
      offset: null,
      hint,
    });
  }
}
