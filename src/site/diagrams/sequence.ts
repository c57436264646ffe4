import { NAME, faultIn, lineOf, linesOf } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

const PARTICIPANT = lineOf(String.raw`(?:participant|actor)\s+(${NAME})(?:\s+as\s+(\S.*))?`);
const MESSAGE = lineOf(String.raw`(${NAME})\s*(--?(?:>>|>|x|\)))\s*(${NAME})\s*:\s*(\S.*)`);
const NOTE = lineOf(String.raw`[Nn]ote\s+over\s+(${NAME})(?:\s*,\s*(${NAME}))?\s*:\s*(\S.*)`);
const OPENS = lineOf(String.raw`(loop|alt|opt|par)\s+(\S.*)`);
const DIVIDES = lineOf(String.raw`(?:else|and)(?:\s+(\S.*))?`);

const GRAMMAR: Grammar = {
  header: /^sequenceDiagram$/,
  lines: [PARTICIPANT, MESSAGE, NOTE],
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
    'participants and messages, such as `participant A as Author`, `A->>B: words`, `Note over A,B: words`, or `loop until done` … `end`',
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
  | { readonly kind: 'note'; readonly from: number; readonly to: number; readonly words: string }
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
  fault: (source: string): DiagramFault | null => faultIn(source, GRAMMAR),
};

/** Reads a source that `fault` finds nothing wrong with. */
export function readSequence(source: string): Sequence {
  const names = new Map<string, string>();
  const place = (id: string) => {
    if (!names.has(id)) names.set(id, id);
    return [...names.keys()].indexOf(id);
  };
  const steps = linesOf(source).flatMap((line): readonly Step[] => {
    const [, id, name] = PARTICIPANT.exec(line) ?? [];
    if (id !== undefined) {
      names.set(id, name ?? id);
      return [];
    }
    return stepOf(line, place);
  });
  return { participants: [...names.values()], steps };
}

function stepOf(line: string, place: (id: string) => number): readonly Step[] {
  const [, from, arrow = '', to, words = ''] = MESSAGE.exec(line) ?? [];
  if (from !== undefined && to !== undefined)
    return [{ kind: 'message', from: place(from), to: place(to), words, ...arrowOf(arrow) }];
  const [, left, right, note = ''] = NOTE.exec(line) ?? [];
  if (left !== undefined) {
    const ends = [place(left), place(right ?? left)];
    return [{ kind: 'note', from: Math.min(...ends), to: Math.max(...ends), words: note }];
  }
  const [, name, why = ''] = OPENS.exec(line) ?? [];
  if (name !== undefined) return [{ kind: 'open', name, words: why }];
  if (line === 'end') return [{ kind: 'close' }];
  const divides = DIVIDES.exec(line);
  return divides ? [{ kind: 'divide', words: divides[1] ?? '' }] : [];
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
    }
  });
}
