import { fc, test } from '@fast-check/vitest';
import { SaxesParser } from 'saxes';
import { describe, expect } from 'vitest';
import { drawDiagram as tryToDraw } from './draw.ts';
import { flowchartFault } from './flowchart.ts';

function drawDiagram(source: string, id: string) {
  const drawn = tryToDraw(source, id);
  if (!drawn) throw new Error('expected a layout');
  return drawn;
}

const GATE = `flowchart LR
  %% how a release is made
  content[content/*.mdx] --> view(public view)
  view --> pages & feeds
  subgraph staging [Staging folder]
    direction TB
    pages -->|"read [again]"| gate{Gate}
    feeds -.-> gate
  end
  gate ==>|passed| dist[(dist)]
  gate <--> last[[last<br/>release]]
  alone`;

test('what is drawn is said in words, connection by connection', () => {
  expect(flowchartFault(GATE)).toBeNull();
  expect(drawDiagram(GATE, 'd').words).toEqual([
    'content/*.mdx → public view',
    'public view → pages',
    'public view → feeds',
    'pages → Gate (read [again])',
    'feeds → Gate',
    'Gate → dist (passed)',
    'Gate ↔ last release',
    'alone',
    expect.stringMatching(/^Staging folder: .*Gate/),
  ]);
});

test('a drawing has no style, no address, ids of its own, and its words as text', () => {
  const { svg } = drawDiagram(GATE, 'diagram-3');
  expect(svg).not.toMatch(/style|class=|@import|https?:|<script/);
  const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.every((id) => id?.startsWith('diagram-3-'))).toBe(true);
  for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(id);
  for (const text of ['content/*.mdx', 'read [again]', 'passed'])
    expect(svg).toContain(`>${text}<`);
  new SaxesParser().write(svg).close();
});

describe('what would not be drawn is a fault, with its line:', () => {
  test.each([
    ['no header', 'a --> b', 1],
    ['another kind of diagram', 'sequenceDiagram\n  A->>B: hi', 1],
    ['an arrow that is none', 'flowchart LR\n  a --> b\n  a -> b', 3],
    ['an arrow to nowhere', 'flowchart LR\n  a -->', 2],
    ['a bracket left open', 'flowchart LR\n  a[A box --> b', 2],
    ['a bracket within a label', 'flowchart LR\n  a[A [box]] --> b', 2],
    ['a colour', 'flowchart LR\n  a --> b\n  style a fill:#f00', 3],
    ['a script', 'flowchart LR\n  a --> b\n  click a callback', 3],
    ['words behind a line', 'flowchart LR\n  a --> b oh', 2],
    ['an end too many', 'flowchart LR\n  a --> b\n  end', 3],
    ['a group left open', 'flowchart LR\n  subgraph g [G]\n  a --> b', 3],
    ['nothing', 'flowchart LR', 1],
  ])('%s', (_what, source, line) => {
    expect(flowchartFault(source)).toMatchObject({ line });
  });
});

test('where the layout gives up there is no drawing, and no error of another program', () => {
  const source = 'flowchart TD\n  n0[a] -->|aaa語a| a\n  n1[a] -->|aaa、aaa語aa| c_1';
  expect(tryToDraw(source, 'd')).toBeNull();
  expect(tryToDraw(source.replace('TD', 'LR'), 'd')).not.toBeNull();
});

const node = fc.constantFrom('a', 'b', 'c_1', 'Dd');
const label = fc
  .string({ unit: fc.constantFrom(...'ab Жя語、1-.:/%&'), minLength: 1, maxLength: 12 })
  .filter((text) => /[aЖя語]/.test(text));
const shape = fc.constantFrom('[]', '()', '{}', '([ ])', '[[ ]]', '[( )]', '(( ))', '{{ }}');
const chain = fc.array(fc.tuple(node, label, shape, label), { minLength: 1, maxLength: 6 });

test.prop([chain], { numRuns: 40 })(
  'no arrow and no word of an accepted diagram is lost',
  (steps) => {
    const shaped = (words: string, form: string) => {
      const half = form.includes(' ') ? form.split(' ') : [...form];
      return `${half[0]}"${words}"${half[1]}`;
    };
    const lines = steps.map(
      ([id, words, form, said], at) => `  n${at}_${id}${shaped(words, form)} -->|"${said}"| ${id}`,
    );
    const source = ['flowchart TD', ...lines].join('\n');
    expect(flowchartFault(source)).toBeNull();
    const { svg, words } = drawDiagram(source, 'd');
    expect(words.filter((line) => line.includes('→'))).toHaveLength(steps.length);
    const drawn = svg
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ');
    for (const [, text, , said] of steps)
      for (const each of [text, said]) expect(drawn).toContain(each.replaceAll(/\s+/g, ' ').trim());
  },
);
