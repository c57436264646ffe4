import { escapeHtml } from '../../bytes/escape-html.ts';
import type { Sequence, Step } from './sequence.ts';
import { textWidth } from './text-width.ts';

// Drawn here and not by the library, whose columns have one distance whatever is said between them.

const SIZE = { name: 13, words: 12 } as const;
const ROW = { head: 34, message: 38, self: 46, note: 44, open: 34, divide: 30, close: 14 } as const;
const LEAST_GAP = 96;
/** Around words, so that they touch neither a line nor each other. */
const AIR = 28;
const LOOP = 28;
const FRAME_AIR = 16;
/** How wide the bar of somebody at work is, and how far a second one lies to the right of it. */
const BAR = { width: 10, step: 5, least: 12 } as const;
/** Between a lifeline and a note beside it. */
const BESIDE = 14;

type Message = Extract<Step, { kind: 'message' }>;
type Note = Extract<Step, { kind: 'note' }>;

/** A group that is open, or was. */
interface Frame {
  readonly top: number;
  readonly title: string;
  /** Where its parts begin, but for the first. */
  readonly parts: { readonly y: number; readonly words: string }[];
  left: number;
  right: number;
}

/** @returns a drawing of the size it needs, in names of colours. */
export function drawSequence({ participants, steps }: Sequence): string {
  const columns = columnsOf(participants, steps);
  const canvas = new Canvas(columns);
  for (const [index, step] of steps.entries()) canvas.add(step, steps[index + 1]);
  return canvas.finish(participants);
}

/** @returns the middle of each column. */
function columnsOf(participants: readonly string[], steps: readonly Step[]): readonly number[] {
  const half = (at: number) => textWidth(participants[at] ?? '', SIZE.name) / 2 + 12;
  const gaps = participants
    .slice(1)
    .map((_each, at) => Math.max(LEAST_GAP, half(at) + half(at + 1) + AIR));
  const widen = (from: number, to: number, width: number) => {
    const has = gaps.slice(from, to).reduce((sum, gap) => sum + gap, 0);
    const last = gaps[to - 1];
    if (last !== undefined) gaps[to - 1] = last + Math.max(0, width - has);
  };
  for (const step of steps)
    if (step.kind === 'message' || step.kind === 'note') makeRoom(step, widen);
  return gaps.reduce((xs, gap) => [...xs, (xs.at(-1) ?? 0) + gap], [0]);
}

function makeRoom(
  step: Message | Note,
  widen: (from: number, to: number, width: number) => void,
): void {
  const width = textWidth(step.words, SIZE.words);
  const [left, right] = [Math.min(step.from, step.to), Math.max(step.from, step.to)];
  const toRight = (room: number) => widen(left, left + 1, room + AIR);
  const toLeft = (room: number) => {
    if (left > 0) widen(left - 1, left, room + AIR);
  };
  if (left !== right) return widen(left, right, width + AIR);
  if (step.kind === 'message') return toRight(LOOP + width);
  if (step.side === 'right') return toRight(BESIDE + width + 20);
  if (step.side === 'left') return toLeft(BESIDE + width + 20);
  // A note stands across its one line: there is half of it on each side.
  toRight(width / 2);
  toLeft(width / 2);
}

class Canvas {
  private readonly parts: string[] = [];
  private readonly bars: string[] = [];
  private readonly open: Frame[] = [];
  /** Where the bars that are not ended began, for each column. */
  private readonly active: number[][];
  private readonly columns: readonly number[];
  private y: number = ROW.head;
  private left = 0;
  private right = 0;

  constructor(columns: readonly number[]) {
    this.columns = columns;
    this.active = columns.map(() => []);
  }

  /** @param next - a message ends at the bar that begins with it. */
  add(step: Step, next: Step | undefined): void {
    switch (step.kind) {
      case 'message':
        return step.from === step.to ? this.self(step) : this.message(step, next);
      case 'note':
        return this.note(step);
      case 'open':
        return this.frame(step.name, step.words);
      case 'divide':
        return this.divide(step.words);
      case 'close':
        return this.close();
      case 'activate':
        this.active[step.at]?.push(this.y);
        return;
      case 'deactivate':
        return this.deactivate(step.at);
    }
  }

  private x(at: number): number {
    return this.columns[at] ?? 0;
  }

  /** @returns where something ends that comes to a column from one side: at its bars, if it has any. */
  private edge(at: number, side: 1 | -1, bars = this.active[at]?.length ?? 0): number {
    if (bars === 0) return this.x(at);
    return this.x(at) + side * (BAR.width / 2) + (side === 1 ? (bars - 1) * BAR.step : 0);
  }

  private deactivate(at: number): void {
    const top = this.active[at]?.pop();
    if (top === undefined) return;
    const x = this.x(at) - BAR.width / 2 + (this.active[at]?.length ?? 0) * BAR.step;
    const height = Math.max(this.y - top, BAR.least);
    // An outer bar ends later, and lies below an inner one.
    this.bars.unshift(
      `<rect x="${x}" y="${top}" width="${BAR.width}" height="${height}" fill="var(--_node-fill)" stroke="var(--_node-stroke)" />`,
    );
    this.y = Math.max(this.y, top + height);
    this.reach(x, x + BAR.width);
  }

  private message(step: Message, next: Step | undefined): void {
    this.y += ROW.message;
    const side = step.from < step.to ? 1 : -1;
    const begins = next?.kind === 'activate' && next.at === step.to ? 1 : 0;
    const from = this.edge(step.from, side);
    const to = this.edge(
      step.to,
      side === 1 ? -1 : 1,
      (this.active[step.to]?.length ?? 0) + begins,
    );
    this.line(from, to, step);
    this.text((from + to) / 2, this.y - 9, step.words);
    this.reach(Math.min(from, to), Math.max(from, to));
  }

  private self(step: Message): void {
    this.y += ROW.self;
    const x = this.edge(step.from, 1);
    const top = this.y - 20;
    this.parts.push(
      `<polyline points="${x},${top} ${x + LOOP},${top} ${x + LOOP},${this.y}" fill="none" stroke="var(--_line)"${dashes(step)} />`,
    );
    this.line(x + LOOP, x, step);
    this.text(x + LOOP + 8, this.y - 6, step.words, 'start');
    this.reach(x, x + LOOP + 8 + textWidth(step.words, SIZE.words));
  }

  private note({ from, to, words, side }: Note): void {
    this.y += ROW.note;
    const across = side === 'over' ? this.x(to) - this.x(from) + 24 : 0;
    const width = Math.max(textWidth(words, SIZE.words) + 20, across);
    const left = {
      over: (this.x(from) + this.x(to) - width) / 2,
      left: this.edge(from, -1) - BESIDE - width,
      right: this.edge(from, 1) + BESIDE,
    }[side];
    this.parts.push(
      `<rect x="${left}" y="${this.y - 28}" width="${width}" height="28" fill="var(--_node-fill)" stroke="var(--_line)" />`,
    );
    this.text(left + width / 2, this.y - 10, words);
    this.reach(left, left + width);
  }

  private frame(name: string, words: string): void {
    this.y += 14;
    const title = `${name} [${words}]`;
    this.open.push({ top: this.y, title, parts: [], left: Infinity, right: -Infinity });
    this.y += ROW.open - 14;
  }

  private divide(words: string): void {
    this.y += 16;
    this.open.at(-1)?.parts.push({ y: this.y, words });
    this.y += ROW.divide - 16;
  }

  private close(): void {
    const frame = this.open.pop();
    if (!frame) return;
    this.y += ROW.close;
    // One in which nothing happens is as wide as its words.
    const left = Math.min(frame.left, this.columns.at(-1) ?? 0) - FRAME_AIR;
    const titled = left + textWidth(frame.title, SIZE.words) + 24;
    const right = Math.max(frame.right + FRAME_AIR, titled);
    this.parts.push(
      `<rect x="${left}" y="${frame.top}" width="${right - left}" height="${this.y - frame.top}" fill="none" stroke="var(--_line)" />`,
      label(left + 10, frame.top + 16, frame.title),
      ...frame.parts.map(({ y, words }) => division({ left, right, y }, words)),
    );
    this.reach(left, right);
  }

  private reach(left: number, right: number): void {
    this.left = Math.min(this.left, left);
    this.right = Math.max(this.right, right);
    const frame = this.open.at(-1);
    if (!frame) return;
    frame.left = Math.min(frame.left, left);
    frame.right = Math.max(frame.right, right);
  }

  private line(from: number, to: number, step: Message): void {
    const head = step.head === 'none' ? '' : ` marker-end="url(#seq-${step.head})"`;
    this.parts.push(
      `<line x1="${from}" y1="${this.y}" x2="${to}" y2="${this.y}" stroke="var(--_line)"${dashes(step)}${head} />`,
    );
  }

  private text(x: number, y: number, words: string, anchor = 'middle'): void {
    this.parts.push(label(x, y, words, anchor));
  }

  finish(participants: readonly string[]): string {
    for (const at of this.active.keys()) while (this.active[at]?.length) this.deactivate(at);
    const bottom = this.y + 20;
    const heads = participants.map((name, at) => {
      const width = textWidth(name, SIZE.name) + 24;
      const x = this.x(at);
      this.left = Math.min(this.left, x - width / 2);
      this.right = Math.max(this.right, x + width / 2);
      return [
        `<rect x="${x - width / 2}" y="1" width="${width}" height="${ROW.head - 1}" fill="var(--_node-fill)" stroke="var(--_node-stroke)" />`,
        `<text x="${x}" y="${ROW.head / 2 + 5}" text-anchor="middle" font-size="${SIZE.name}" font-weight="600" fill="var(--_text)">${escapeHtml(name)}</text>`,
      ].join('');
    });
    const lines = this.columns.map(
      (x) =>
        `<line x1="${x}" y1="${ROW.head}" x2="${x}" y2="${bottom}" stroke="var(--_line)" stroke-width="0.75" stroke-dasharray="3 4" />`,
    );
    const [x, width] = [this.left - 2, this.right - this.left + 4];
    return `<svg viewBox="${x} 0 ${width} ${bottom + 2}" width="${width}" height="${bottom + 2}">${MARKERS}${lines.join('')}${heads.join('')}${this.bars.join('')}${this.parts.join('')}</svg>`;
  }
}

const MARKERS = [
  '<defs>',
  '<marker id="seq-filled" markerWidth="8" markerHeight="6" refX="8" refY="3" orient="auto"><polygon points="0 0, 8 3, 0 6" fill="var(--_arrow)" /></marker>',
  '<marker id="seq-open" markerWidth="8" markerHeight="6" refX="8" refY="3" orient="auto"><polyline points="0 0, 8 3, 0 6" fill="none" stroke="var(--_arrow)" /></marker>',
  '<marker id="seq-cross" markerWidth="10" markerHeight="10" refX="8" refY="5" orient="auto"><path d="M1 1l8 8M9 1l-8 8" stroke="var(--_arrow)" /></marker>',
  '</defs>',
].join('');

function division(
  { left, right, y }: { left: number; right: number; y: number },
  words: string,
): string {
  const line = `<line x1="${left}" y1="${y}" x2="${right}" y2="${y}" stroke="var(--_line)" stroke-dasharray="6 4" />`;
  return words ? line + label(left + 10, y + 16, `[${words}]`) : line;
}

function dashes({ isDashed }: Message): string {
  return isDashed ? ' stroke-dasharray="6 4"' : '';
}

/** Words on the paper, so that no line runs through them. */
function label(x: number, y: number, words: string, anchor = 'start'): string {
  const width = textWidth(words, SIZE.words) + 4;
  const left = anchor === 'middle' ? x - width / 2 : x - 2;
  return [
    `<rect x="${left}" y="${y - 12}" width="${width}" height="16" fill="var(--bg)" />`,
    `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${SIZE.words}" fill="var(--_text-sec)">${escapeHtml(words)}</text>`,
  ].join('');
}
