import { fc, test } from '@fast-check/vitest';
import { SaxesParser } from 'saxes';
import { describe, expect } from 'vitest';
import { drawDiagram as tryToDraw } from './draw.ts';
import { diagramFault } from './kinds.ts';

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
  expect(diagramFault(GATE)).toBeNull();
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

const SEQUENCE = `sequenceDiagram
  participant D as Doubter
  D->>Verify: Make a challenge; at once
  loop until it fits
    Verify->>Verify: compute
    alt it holds
      Verify-->>D: a seal
    else it does not
      Verify--xD: why
    end
  end
  Note over D,Verify: nothing leaves`;

const ACTIVATIONS = `sequenceDiagram
  autonumber 3 2
  A->>+B: ask
  B->>+B: think
  Note right of B: alone
  B-->>-A: first
  autonumber off
  activate A
  Note left of A: waits
  deactivate A
  B-->>-A: last`;

const STATES = `stateDiagram-v2
  direction LR
  [*] --> sealed
  state "Named: at last" as named
  sealed --> named: consent (signed)
  state Review {
    draft --> checked
  }
  named --> Review
  Review --> [*]
  note right of sealed : nobody: (yet)
  note left of named
    said by
    the client
  end note`;

const CLASSES = `classDiagram
  class Carrier {
    <<interface>>
    +string id
    +embed(file, payload) bytes
    +accepts(file)* bool
    +all() list$
    +int count$
  }
  Carrier <|.. Печать
  Печать -- Ledger
  Ledger "1" *-- "many" Version : holds (all)
  Печать : +String alphabet`;

const ENTITIES = `erDiagram
  AGREEMENT ||--o{ WORK : covers
  WORK ||--|{ MARK : "carries [hidden]"
  WORK {
    string id PK, FK "from the folder: never changes"
    date opens
  }`;

test.each([
  [
    SEQUENCE,
    [
      'Doubter → Verify: Make a challenge; at once',
      'Verify → Verify: compute (loop: until it fits)',
      'Verify → Doubter: a seal (loop: until it fits) (alt: it holds)',
      'Verify → Doubter: why (loop: until it fits) (alt: it does not)',
      'Doubter – Verify: nothing leaves',
    ],
  ],
  [
    ACTIVATIONS,
    ['A → B: 3. ask', 'B → B: 5. think', 'B: alone', 'B → A: 7. first', 'A: waits', 'B → A: last'],
  ],
  [
    STATES,
    [
      '● → sealed',
      'sealed → Named: at last (consent (signed))',
      'draft → checked',
      'Named: at last → Review',
      'Review → ◉',
      'sealed: nobody: (yet)',
      'Named: at last: said by the client',
      'Review: draft, checked',
    ],
  ],
  [
    CLASSES,
    [
      'Carrier: <<interface>>, +string id, +embed(file, payload) bytes, +accepts(file)* bool, +all() list$, +int count$',
      'Печать: +String alphabet',
      'Carrier ◁ Печать',
      'Печать – Ledger',
      'Ledger 1 ◆– many Version (holds (all))',
    ],
  ],
  [
    ENTITIES,
    [
      'WORK: id (string PK FK: from the folder: never changes), opens (date)',
      'AGREEMENT 1 – 0–n WORK (covers)',
      'WORK 1 – 1–n MARK (carries [hidden])',
    ],
  ],
])('each kind is drawn whole, without style, and said in words: %#', (source, words) => {
  expect(diagramFault(source)).toBeNull();
  const drawn = drawDiagram(source, 'diagram-7');
  expect(drawn.words).toEqual(words);
  expect(drawn.svg).not.toMatch(
    /<style| style=| class=|@import|https?:|NaN|Infinity|no attributes/,
  );
  for (const [, id] of drawn.svg.matchAll(/url\(#([^)]*)\)/g))
    expect(drawn.svg).toContain(` id="${id}"`);
  new SaxesParser().write(drawn.svg).close();
  const text = drawn.svg.replaceAll(/<[^>]*>/g, ' ').replaceAll('&lt;', '<');
  for (const word of words.join(' ').match(/[\p{L}\d]{2,}/gu) ?? []) expect(text).toContain(word);
});

test('words in quotation marks are drawn without them', () => {
  const { svg } = drawDiagram(ENTITIES, 'd');
  expect(svg).toContain('>carries [hidden]<');
  expect(svg).toContain('>id (from the folder: never changes)<');
});

const attribute = (element: string, name: string) =>
  Number(RegExp(` ${name}="([^"]*)"`).exec(element)?.[1]);

test('who is at work has a bar, from where a message comes to where one leaves', () => {
  const { svg } = drawDiagram('sequenceDiagram\n  A->>+B: ask\n  B-->>-A: answer', 'd');
  const [bar = ''] = /<rect [^>]*width="10"[^>]*>/.exec(svg) ?? [];
  const [ask = '', answer = ''] = svg.match(/<line [^>]*marker-end[^>]*>/g) ?? [];
  const top = attribute(bar, 'y');
  expect(attribute(ask, 'y1')).toBe(top);
  expect(attribute(answer, 'y1')).toBe(top + attribute(bar, 'height'));
  // Both end at its side, not in the middle of it.
  expect(attribute(ask, 'x2')).toBe(attribute(bar, 'x'));
  expect(attribute(answer, 'x1')).toBe(attribute(bar, 'x'));
});

test('what is still at work at the end has a bar down to there', () => {
  const { svg } = drawDiagram('sequenceDiagram\n  activate A\n  A->>B: one\n  A->>B: two', 'd');
  expect(attribute(/<rect [^>]*width="10"[^>]*>/.exec(svg)?.[0] ?? '', 'height')).toBe(76);
});

test('a note stands on the side that it is said to', () => {
  const middle = (side: string) => {
    const { svg } = drawDiagram(`sequenceDiagram\n  A->>B: hi\n  Note ${side} of A: note`, 'd');
    return attribute(/<text ([^>]*)>note</.exec(svg)?.[0] ?? '', 'x');
  };
  expect(middle('left')).toBeLessThan(-20);
  expect(middle('right')).toBeGreaterThan(20);
});

test('what is of the class is underlined, what is left open leans, and a bare line has no head', () => {
  const { svg } = drawDiagram(CLASSES, 'd');
  const member = (name: string) =>
    RegExp(`<text ([^>]*)>(?:<tspan[^>]*>[^<]*</tspan>)?<tspan[^>]*>${name}`).exec(svg)?.[1];
  expect(member('accepts')).toContain('font-style="italic"');
  for (const name of ['all', 'count'])
    expect(member(name)).toMatch(/text-decoration="underline" fill="var\(--/);
  for (const name of ['id', 'embed']) expect(member(name)).not.toMatch(/italic|underline/);
  const lines = svg.match(/<polyline points[^>]*stroke="var\(--_line\)"[^>]*>/g) ?? [];
  expect(lines).toHaveLength(3);
  expect(lines.filter((line) => !line.includes('marker'))).toHaveLength(1);
});

test('a note of a state has square corners and a dotted line without a head', () => {
  const { svg } = drawDiagram('stateDiagram-v2\n  a --> b\n  note right of a : why', 'd');
  const lines = svg.match(/<polyline points[^>]*stroke="var\(--_line\)"[^>]*>/g) ?? [];
  expect(lines.map((line) => line.includes('marker-end'))).toEqual([true, false]);
  expect(lines[1]).toContain('stroke-dasharray');
  expect(svg.match(/<rect [^>]*rx="[1-9][^>]*>/g)).toHaveLength(2);
});

test('between two participants there is room for what they say', () => {
  const long = 'words that are rather longer than two names beside each other would ask for';
  const width = (words: string) =>
    Number(/width="(\d+)"/.exec(drawDiagram(`sequenceDiagram\n  A->>B: ${words}`, 'd').svg)?.[1]);
  expect(width(long)).toBeGreaterThan(width('hi') + 200);
});

test.each([
  ['classes', 'classDiagram\n  class Ledger\n  class Entry\n  Ledger "1" --> "*" Entry : holds'],
  ['entities', 'erDiagram\n  LEDGER ||--o{ ENTRY : holds'],
])('%s begin where words beside them do, and nothing is cut off', (_what, source) => {
  const { svg } = drawDiagram(source, 'd');
  const [left = NaN, top = NaN, width = NaN, height = NaN] =
    /viewBox="([^"]*)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? [];
  const boxes = [...svg.matchAll(/<rect [^>]*>/g)].map(([rect]) =>
    ['x', 'y', 'width', 'height'].map((name) =>
      Number(RegExp(` ${name}="([^"]*)"`).exec(rect)?.[1]),
    ),
  );
  expect(Math.min(...boxes.map(([x = NaN]) => x)) - left).toBe(2);
  expect(Math.min(...boxes.map(([, y = NaN]) => y)) - top).toBe(2);
  for (const [x = NaN, y = NaN, w = NaN, h = NaN] of boxes) {
    expect(x + w).toBeLessThanOrEqual(left + width - 2);
    expect(y + h).toBeLessThanOrEqual(top + height - 2);
  }
});

describe('what would not be drawn is a fault, with its line:', () => {
  test.each([
    ['no header', 'a --> b', 1],
    ['another kind of diagram', 'gantt\n  title A', 1],
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
    ['a message without words', 'sequenceDiagram\n  A->>B', 2],
    ['an end of work that nobody began', 'sequenceDiagram\n  A->>B: hi\n  deactivate B', 3],
    ['a second end of it', 'sequenceDiagram\n  A->>+B: hi\n  B->>-A: a\n  B->>-A: b', 4],
    ['numbers that are none', 'sequenceDiagram\n  autonumber yes\n  A->>B: hi', 2],
    ['a note beside two', 'sequenceDiagram\n  Note left of A,B: hi', 2],
    ['a loop left open', 'sequenceDiagram\n  loop on\n  A->>B: hi', 3],
    ['an else outside', 'sequenceDiagram\n  A->>B: hi\n  else no', 3],
    ['words for a state that is drawn', 'stateDiagram-v2\n  a --> b\n  b : Better', 3],
    ['a note over a state', 'stateDiagram-v2\n  a --> b\n  note over a : no', 3],
    ['a note left open', 'stateDiagram-v2\n  a --> b\n  note left of a\n  words', 4],
    ['a member of two kinds', 'classDiagram\n  class A {\n    +all()$ int*\n  }', 3],
    ['a member outside', 'classDiagram\n  +string id', 2],
    ['a style of a class', 'classDiagram\n  A --> B\n  style A fill:#f00', 3],
    ['an entity alone', 'erDiagram\n  A', 2],
    ['a comment left open', 'erDiagram\n  A {\n    string id "why\n  }', 3],
  ])('%s', (_what, source, line) => {
    expect(diagramFault(source)).toMatchObject({ line });
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
    expect(diagramFault(source)).toBeNull();
    const drawing = tryToDraw(source, 'd');
    // Of a few the layout is given up, as above: those are refused, and lose nothing.
    fc.pre(drawing !== null);
    const { svg, words } = drawing;
    expect(words.filter((line) => line.includes('→'))).toHaveLength(steps.length);
    const drawn = svg
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ');
    for (const [, text, , said] of steps)
      for (const each of [text, said]) expect(drawn).toContain(each.replaceAll(/\s+/g, ' ').trim());
  },
);
