import { NAME, faultIn, lineOf, linesOf } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

const PARTICIPANT = lineOf(String.raw`(?:participant|actor)\s+(${NAME})(?:\s+as\s+(\S.*))?`);
const MESSAGE = lineOf(
  String.raw`(${NAME})\s*(--?(?:>>|>|x|\)))\s*([-+]?)\s*(${NAME})\s*:\s*(\S.*)`,
);
const NOTE = lineOf(
  String.raw`[Nn]ote\s+(over|(?:left|right)\s+of)\s+(${NAME})(?:(?<=over.*)\s*,\s*(${NAME}))?\s*:\s*(\S.*)`,
);
const ACTIVATION = lineOf(String.raw`(activate|deactivate)\s+(${NAME})`);
const NUMBERING = lineOf(String.raw`autonumber(?:\s+(off|\d{1,6})(?:\s+(\d{1,6}))?)?`);
const OPENS = lineOf(String.raw`(loop|alt|opt|par)\s+(\S.*)`);
const DIVIDES = lineOf(String.raw`(?:else|and)(?:\s+(\S.*))?`);

const GRAMMAR: Grammar = {
  header: /^sequenceDiagram$/,
  lines: [PARTICIPANT, MESSAGE, NOTE, ACTIVATION, NUMBERING],
  blocks: [
    {
      opens: OPENS,
      closes: /^end$/,
      within: [DIVIDES],
      nests: true,
      end: 'an `end` for each `loop`, `alt`, `opt` and `par`',
    },
  ],
  expected:
    'participants and messages, such as `participant A as Author`, `A->>B: words`, `Note over A,B: words`, `activate A`, or `loop until done` … `end`',
};

/** What happens, from the top to the bottom. */
export type Step =
  | {
      readonly kind: 'message';
      readonly from: number;
      readonly to: number;
      readonly words: string;
      readonly isDashed: boolean;
      readonly head: 'filled' | 'open' | 'cross' | 'none';
    }
  | {
      readonly kind: 'note';
      readonly from: number;
      readonly to: number;
      readonly words: string;
      readonly side: 'over' | 'left' | 'right';
    }
  /** Somebody begins to be at work, or ends. */
  | { readonly kind: 'activate' | 'deactivate'; readonly at: number }
  | { readonly kind: 'open'; readonly name: string; readonly words: string }
  | { readonly kind: 'divide'; readonly words: string }
  | { readonly kind: 'close' };

/** A sequence, its participants known by their place from the left. */
export interface Sequence {
  readonly participants: readonly string[];
  readonly steps: readonly Step[];
}

/** Who says what to whom, one after the other. */
export const sequenceDiagram = {
  header: GRAMMAR.header,
  fault: (source: string): DiagramFault | null => faultIn(source, GRAMMAR) ?? idleFault(source),
};

/** Nobody can stop who has not begun. */
function idleFault(source: string): DiagramFault | null {
  const depths = new Map<string, number>();
  for (const [index, line] of linesOf(source).entries())
    for (const { id, by } of activationsIn(line)) {
      const depth = (depths.get(id) ?? 0) + by;
      if (depth < 0)
        return { line: index + 1, message: `expected \`${id}\` to be activated before this line` };
      depths.set(id, depth);
    }
  return null;
}

/** @returns whose work begins with a line (1) or ends with it (-1). */
function activationsIn(line: string): readonly { readonly id: string; readonly by: 1 | -1 }[] {
  const [, verb, named] = ACTIVATION.exec(line) ?? [];
  if (named !== undefined) return [{ id: named, by: verb === 'activate' ? 1 : -1 }];
  const [, from = '', , sign, to = ''] = MESSAGE.exec(line) ?? [];
  // A plus is said of who is spoken to, a minus of who speaks.
  if (sign === '+') return [{ id: to, by: 1 }];
  return sign === '-' ? [{ id: from, by: -1 }] : [];
}

/** Reads a source that `fault` finds nothing wrong with. */
export function readSequence(source: string): Sequence {
  const names = new Map<string, string>();
  const place = (id: string) => {
    if (!names.has(id)) names.set(id, id);
    return [...names.keys()].indexOf(id);
  };
  const numbered = numbering();
  const steps = linesOf(source).flatMap((line): readonly Step[] => {
    const [, id, name] = PARTICIPANT.exec(line) ?? [];
    if (id !== undefined) {
      names.set(id, name ?? id);
      return [];
    }
    const step = stepOf(numbered(line), place);
    const turns = activationsIn(line).map(({ id: whose, by }): Step => ({
      kind: by === 1 ? 'activate' : 'deactivate',
      at: place(whose),
    }));
    return step ? [step, ...turns] : turns;
  });
  return { participants: [...names.values()], steps };
}

/** @returns what puts numbers before the words of messages, from a line that asks for them on. */
function numbering(): (line: string) => string {
  let next: number | null = null;
  let by = 1;
  return (line) => {
    const asked = NUMBERING.exec(line);
    if (asked) {
      next = asked[1] === 'off' ? null : Number(asked[1] ?? 1);
      by = Number(asked[2] ?? 1);
    }
    if (next === null || !MESSAGE.test(line)) return line;
    const number = next;
    next += by;
    return line.replace(/:\s*/, `: ${number}. `);
  };
}

function stepOf(line: string, place: (id: string) => number): Step | null {
  const [, from, arrow = '', , to, words = ''] = MESSAGE.exec(line) ?? [];
  if (from !== undefined && to !== undefined)
    return { kind: 'message', from: place(from), to: place(to), words, ...arrowOf(arrow) };
  const [, where = '', left, right, note = ''] = NOTE.exec(line) ?? [];
  if (left !== undefined) {
    const ends = [place(left), place(right ?? left)];
    const side = where.startsWith('left') ? 'left' : where === 'over' ? 'over' : 'right';
    return { kind: 'note', from: Math.min(...ends), to: Math.max(...ends), words: note, side };
  }
  const [, name, why = ''] = OPENS.exec(line) ?? [];
  if (name !== undefined) return { kind: 'open', name, words: why };
  if (line === 'end') return { kind: 'close' };
  const divides = DIVIDES.exec(line);
  return divides ? { kind: 'divide', words: divides[1] ?? '' } : null;
}

const HEADS = { '>>': 'filled', '>': 'none', x: 'cross', ')': 'open' } as const;

function arrowOf(arrow: string) {
  const end = arrow.replace(/^--?/, '');
  return { isDashed: arrow.startsWith('--'), head: HEADS[end as keyof typeof HEADS] };
}

/** @returns one line a message or note, with what it happens under. */
export function sequenceWords({ participants, steps }: Sequence): readonly string[] {
  const open: { name: string; words: string }[] = [];
  return steps.flatMap((step) => {
    const name = (at: number) => participants[at] ?? '';
    const under = open.map((each) => ` (${each.name}: ${each.words})`).join('');
    switch (step.kind) {
      case 'message':
        return [`${name(step.from)} → ${name(step.to)}: ${step.words}${under}`];
      case 'note': {
        const whom = step.from === step.to ? [step.from] : [step.from, step.to];
        return [`${whom.map(name).join(' – ')}: ${step.words}${under}`];
      }
      case 'open':
        open.push({ name: step.name, words: step.words });
        return [];
      case 'divide': {
        const last = open.pop();
        if (last) open.push({ name: last.name, words: step.words });
        return [];
      }
      case 'close':
        open.pop();
        return [];
      case 'activate':
      case 'deactivate':
        return [];
    }
  });
}
