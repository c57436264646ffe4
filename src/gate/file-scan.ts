import type { Care } from './care.ts';
import { LIMITS, Unreadable, isHonestRatio } from './decoder.ts';
import type { BytesLayer, GatePorts, Layer, SightLayer, TextLayer } from './decoder.ts';
import { FILE_DECODERS } from './decoders/index.ts';
import { unknownHint } from './decoders/refused-names.ts';
import { unexpectedMetadata } from './metadata/index.ts';
import { isPdf, unexpectedInPdf } from './metadata/pdf.ts';
import type { Allowed } from './metadata/index.ts';
import type { Finding } from './findings.ts';
import { MASK, mask } from './mask.ts';
import type { Hit, Matcher } from './matcher.ts';
import { PIXELS, PageTexts } from './page-texts.ts';
import { findMisread } from './pixels/misread.ts';
import { isReadableText, judgeAmong } from './readable-text.ts';
import { mistakeIn } from './reader-mistake.ts';
import { RULES } from './rules.ts';
import { SeenTexts } from './seen-texts.ts';
import type { CleanTexts } from './seen-texts.ts';
import { isStray } from './stray-file.ts';
import type { GateTerm } from './term.ts';
import { lastReadingsOf, readingsOf } from './writings/index.ts';
import type { Severity } from './rules.ts';

/** What the scans of all files share. */
export interface Surroundings extends Care {
  readonly terms: readonly GateTerm[];
  /** Knows everything that must not be printed, wherever it may stand. */
  readonly matcher: Matcher;
  readonly ports: GatePorts;
  readonly programs: readonly string[];
  /** What pictures and PDF files may hold beside what they show; anything, if absent. */
  readonly pictures?: Allowed;
  /** Names that were found to hold no term: decoders use the same ones all the time. */
  readonly printableNames: Set<string>;
  /** Texts that need not be searched again, such as a script that each page has. */
  readonly cleanTexts?: CleanTexts;
}

/** Where a layer lies. */
interface Place {
  readonly way: readonly string[];
  readonly depth: number;
  /** Size of what it was found in, in bytes or UTF-16 units. */
  readonly within: number;
  /** Whether it only happens to look like a file: nobody said that it is one. */
  readonly isGuess?: boolean;
  /** How many writings in a row were undone to come here. */
  readonly turns?: number;
}

/** So many writings in a row are taken apart; of what lies deeper, escapes are undone. */
const MAX_TURNS = 4;
/** What was only rewritten is searched, and read no further: its whole is. */
const NO_MORE = Infinity;

const STRAY_HINT = 'Remove it from what is published: it belongs to the workshop.';
const FOUND_HINT = 'Take it out of the content, or give the work a level that allows it.';
const METADATA_HINT =
  'Take out what is not shown, or let the build: `publicMetadata: clean` in profile.yaml. A signed PDF has to go without.';

/** Beyond these, more places of a term in one file are not told apart. */
const MOST_PLACES = 32;
/** How much of what stands beside a finding is shown. */
const SHOWN = 24;
/** How much is looked at to mask it: a term that is cut in two would not be known again. */
const AROUND = 480;

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Escapes and long runs beside a finding may be another writing of it, and pieces tell of it. */
function neighbour(text: string, matcher: Matcher): string {
  return mask(text.replace(INVISIBLE, ''), matcher)
    .replace(/\S*[%\\&=]\S*|[\w+/-]{12,}/g, '…')
    .replace(/[\p{L}\p{N}]{2,}/gu, (word) => (matcher.isPiece(word) ? '…' : word));
}

/** @returns a name if it may be printed: one that holds a term in any writing is not. */
export async function printable(
  name: string,
  { printableNames, ...around }: Surroundings,
  instead = MASK,
): Promise<string> {
  if (printableNames.has(name)) return name;
  const scan = new FileScan('', () => true, { ...around, printableNames });
  await scan.name(name);
  if (scan.findings.length > 0) return instead;
  printableNames.add(name);
  return name;
}

/** A file inside is read from the start; whether it has to be one, its layer says. */
function asFile({ way, depth, within, isGuess = false }: Place, { isDeclared }: BytesLayer): Place {
  return { way, depth, within, isGuess: isGuess && !isDeclared };
}

/** A file is to be searched elsewhere: it unfolds into more than it may where it is. */
export class UnfoldsTooFar extends Error {
  override readonly name = 'UnfoldsTooFar';
}

/** The scan of one file: keeps the way in, and the limits. */
export class FileScan {
  readonly findings: Finding[] = [];
  /** Whether the answer rests on what a picture shows, too. */
  hasReadPixels = false;
  private readonly printed: string;
  private readonly isForbidden: (term: GateTerm) => boolean;
  private readonly known = new Map<string, Severity>();
  private readonly elsewhere = new Map<string, string[]>();
  private readonly sights = new Map<string, string[]>();
  private readonly around: Surroundings;
  private readonly seen = new SeenTexts();
  private readonly pages = new PageTexts();
  private readonly mostBytes: number;
  private unfolded = 0;
  /** How often something was left out that another file would be searched for. */
  private leftOut = 0;
  private readonly since: number;
  private notCountedMs = 0;

  /**
   * @param printed - its name, as it may be printed.
   * @param isForbidden - what must not be in it.
   * @param mostBytes - how far it may unfold here.
   */
  constructor(
    printed: string,
    isForbidden: (term: GateTerm) => boolean,
    around: Surroundings,
    mostBytes = LIMITS.totalBytes,
  ) {
    this.printed = printed;
    this.isForbidden = isForbidden;
    this.around = around;
    this.mostBytes = mostBytes;
    this.since = around.ports.clockMs();
  }

  /** Searches the name of the file, or that of something inside it. */
  async name(text: string, way: readonly string[] = []): Promise<void> {
    const place = { way, depth: 1, within: text.length };
    await this.guarded(place, () => this.text({ kind: 'text', name: 'name', text }, place));
  }

  /** Searches what the file holds. */
  async file(bytes: Uint8Array, path: string): Promise<void> {
    await this.bytes(bytes, path, { way: [], depth: 0, within: bytes.length });
    const { pictures } = this.around;
    if (pictures) await this.metadata(bytes, pictures);
  }

  /** Says that the file cannot be read. */
  unreadable(reason: string, way: readonly string[] = []): void {
    this.refuse('unreadable-file', way, `${reason}. Mend the file, or leave it out.`);
  }

  private async bytes(bytes: Uint8Array, name: string, place: Place): Promise<void> {
    const { ports } = this.around;
    if (isStray(bytes, name)) this.refuse('stray-file', place.way, STRAY_HINT);
    const decoder = FILE_DECODERS.find((each) => each.accepts(bytes, name));
    if (!decoder) {
      if (!place.isGuess) this.refuse('unreadable-file', place.way, unknownHint(name));
      return;
    }
    const inside = { ...place, within: bytes.length, isGuess: false };
    await this.guarded(place, async () => {
      for await (const layer of decoder.layers(bytes, ports)) await this.layer(layer, inside);
      if (decoder.isLookedAt) await this.pixels(bytes, inside);
    });
  }

  private async metadata(bytes: Uint8Array, allowed: Allowed): Promise<void> {
    try {
      const names = isPdf(bytes)
        ? await unexpectedInPdf(bytes, allowed)
        : unexpectedMetadata(bytes, allowed);
      if (names.length > 0) this.refuse('unexpected-metadata', names, METADATA_HINT);
    } catch (error) {
      // Damaged: that was found when it was read.
      if (!(error instanceof Unreadable)) throw error;
    }
  }

  private async guarded(place: Place, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (error instanceof UnfoldsTooFar) throw error;
      this.unreadable(error instanceof Unreadable ? error.message : mistakeIn(error), place.way);
    }
  }

  private async pixels(bytes: Uint8Array, place: Place): Promise<void> {
    const { readPixels, clockMs } = this.around.ports;
    if (!readPixels) return;
    this.hasReadPixels = true;
    const since = clockMs();
    const layers = await readPixels(bytes).catch((cause: unknown) => {
      if (cause instanceof Unreadable) throw cause;
      throw new Unreadable('its pixels cannot be read', { cause });
    });
    this.notCountedMs += clockMs() - since;
    const inside = { ...place, way: [...place.way, PIXELS] };
    for (const layer of layers) await this.layer(layer, inside);
  }

  private async layer(layer: Layer, place: Place): Promise<void> {
    const { way, within } = place;
    if (layer.kind === 'sight') return this.show(layer, layer.name ? [...way, layer.name] : way);
    if (layer.kind === 'time') return;
    const size = layer.kind === 'text' ? layer.text.length : layer.bytes.length;
    this.unfolded += size;
    if (this.unfolded > LIMITS.totalBytes) throw new Unreadable('unfolds into more than 256 MB');
    if (this.unfolded > this.mostBytes) throw new UnfoldsTooFar();
    if (!isHonestRatio(size, within)) throw new Unreadable('unfolds into far more than it is');
    if (this.around.ports.clockMs() - this.since - this.notCountedMs > LIMITS.timeMs)
      throw new Unreadable('takes too long to read');
    if (layer.isNameGiven) await this.name(layer.name, way);
    const name = await printable(layer.name, this.around);
    // Undoing a writing leads no deeper: only what is a file of its own does, or a part of one.
    const isPart = layer.kind === 'bytes' || place.turns === undefined;
    const depth = place.depth + (isPart ? 1 : 0);
    if (depth > LIMITS.depth) throw new Unreadable('is nested too deeply');
    const next = { ...place, way: name ? [...way, name] : way, depth };
    if (layer.kind === 'text') await this.text(layer, next);
    else await this.bytes(layer.bytes, layer.name, asFile(next, layer));
  }

  private async text(layer: TextLayer, place: Place): Promise<void> {
    const { text, isSeen } = layer;
    if (text === '') return;
    if (this.seen.isSeen(text)) {
      this.leftOut += 1;
      return;
    }
    // A whole file is hardly ever met again.
    const isPart = place.way.length > 0 && !isSeen;
    const clean = isPart && !this.around.isThorough ? this.around.cleanTexts : undefined;
    const way = `${place.turns ?? ''} ${place.depth}`;
    if (clean?.isClean(text, way)) return;
    const before = this.leftOut;
    await this.newText(layer, place);
    // Nothing at all, so that no finding made another one superfluous.
    const isClean = this.findings.length === 0 && this.leftOut === before && !this.hasReadPixels;
    if (isClean) clean?.add(text, way);
  }

  private async newText({ text, name, isSeen, isCoded }: TextLayer, place: Place): Promise<void> {
    const isReadable = isReadableText(text);
    const isRaw = place.depth === 1 && place.way.length === 0 && name === '';
    this.search(text, place.way, isRaw, (hit) =>
      judgeAmong(hit, text, { isReadable, isCoded, isSeen: place.way.includes(PIXELS) }),
    );
    if (isSeen) this.searchSeen(text, place.way);
    if (!isReadable || place.turns === NO_MORE) return;
    const rest = this.around.programs.reduce((left, known) => left.replaceAll(known, ' '), text);
    const { ports, matcher, isThorough = false } = this.around;
    const context = {
      ports,
      isThorough,
      mayBeSplit: (pieces: Iterable<string>) => matcher.covers(pieces),
    };
    const turns = (place.turns ?? 0) + 1;
    const read = turns > MAX_TURNS ? lastReadingsOf : readingsOf;
    for (const { layer, isAfresh } of read(rest, context))
      await this.layer(layer, {
        ...place,
        within: Infinity,
        isGuess: true,
        turns: isAfresh ? turns : NO_MORE,
      });
  }

  /**
   * @param isRaw - whether it is the file's own text, so that it has lines.
   * @param judge - says what a place comes to there; null if those letters stand there by chance.
   */
  private search(
    text: string,
    way: readonly string[],
    isRaw: boolean,
    judge: (hit: Hit) => Hit | null,
  ): void {
    this.around.matcher.search(
      text,
      (term, severity) => (this.isNew(term, severity) || this.hasRoom(term)) && this.isWanted(term),
      (hit) => {
        const judged = judge(hit);
        if (judged) this.found(judged, way, text, isRaw);
      },
    );
  }

  private isWanted(term: GateTerm): boolean {
    const isWanted = this.isForbidden(term);
    if (!isWanted) this.leftOut += 1;
    return isWanted;
  }

  /** What OCR read is searched again for what it may have misread. */
  private searchSeen(text: string, way: readonly string[]): void {
    const forbidden = this.around.terms.filter(this.isForbidden);
    for (const hit of findMisread(text, forbidden)) this.found(hit, way, text, false);
  }

  /** One finding, too: a logo may stand on each page of a document. */
  private show({ rule, term }: SightLayer, way: readonly string[]): void {
    const key = JSON.stringify([rule, term]);
    const known = this.sights.get(key);
    if (known) {
      if (known.length < MOST_PLACES) known.push(way.join(' › '));
      return;
    }
    const elsewhere: string[] = [];
    this.sights.set(key, elsewhere);
    const { severity, help: hint } = RULES[rule];
    const place = { file: this.printed, path: way.join('/'), way, elsewhere };
    this.findings.push({ ...place, severity, term, rule, snippet: '', offset: null, hint });
  }

  private found(hit: Hit, way: readonly string[], text: string, isRaw: boolean): void {
    const { term, severity } = hit;
    if (this.isNew(term, severity)) this.add(hit, way, text, isRaw);
    else if (this.hasRoom(term) && !this.pages.isTold(term, way)) this.note(hit, way, text);
    this.pages.keep(term, way);
  }

  /** One finding a term and file, which names the first place, unless that was a doubt. */
  private isNew({ id }: GateTerm, severity: Severity): boolean {
    const known = this.known.get(id);
    return known === undefined || (known === 'warning' && severity === 'error');
  }

  private add(hit: Hit, way: readonly string[], text: string, isRaw: boolean): void {
    const { term, start, severity, how } = hit;
    if (this.known.has(term.id)) this.forget(term.id);
    this.known.set(term.id, severity);
    const elsewhere = this.elsewhere.get(term.id) ?? [];
    this.elsewhere.set(term.id, elsewhere);
    const lines = text.slice(0, start).split('\n');
    this.findings.push({
      file: this.printed,
      path: way.join('/'),
      way,
      severity,
      term: term.id,
      rule: severity === 'error' ? 'confidential-term' : 'possible-term',
      snippet: this.snippet(hit, text),
      elsewhere,
      offset: start,
      ...(isRaw && { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }),
      hint:
        severity === 'error' ? FOUND_HINT : `Look whether it is the term${how ? ` ${how}` : ''}.`,
    });
  }

  /** Keeps where else a term stands: whoever accepts one place has not accepted the next. */
  private note(hit: Hit, way: readonly string[], text: string): void {
    const places = this.elsewhere.get(hit.term.id);
    const place = [...way, this.snippet(hit, text)].join(' › ');
    if (places && !places.includes(place)) places.push(place);
  }

  private hasRoom({ id }: GateTerm): boolean {
    return (this.elsewhere.get(id)?.length ?? 0) < MOST_PLACES;
  }

  private snippet({ start, end }: Hit, text: string): string {
    const { matcher } = this.around;
    const before = neighbour(text.slice(Math.max(0, start - AROUND), start), matcher).slice(-SHOWN);
    const after = neighbour(text.slice(end, end + AROUND), matcher).slice(0, SHOWN);
    return `${before}${MASK}${after}`.replace(/\s+/g, ' ').trim();
  }

  private forget(term: string): void {
    const at = this.findings.findIndex((finding) => finding.term === term);
    if (at >= 0) this.findings.splice(at, 1);
  }

  private refuse(
    rule: 'stray-file' | 'unreadable-file' | 'unexpected-metadata',
    way: readonly string[],
    hint: string,
  ): void {
    this.findings.push({
      file: this.printed,
      path: way.join('/'),
      way,
      severity: 'error',
      term: null,
      rule,
      snippet: '',
      offset: null,
      hint,
    });
  }
}
