import { fc, test } from '@fast-check/vitest';
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect } from 'vitest';
import { judgeWordings, keyedHash, openCopy, wordingPicker } from '../marks/index.ts';
import type { PickWording } from '../marks/index.ts';
import { bodyProblems } from './body-problems.ts';
import type { Viewpoint } from './viewpoint.ts';
import { withhold } from './withhold.ts';
import { choicesIn, offeredWordings, variantsOf } from './wording.ts';

const parse = (text: string): Root =>
  unified().use(remarkParse).use(remarkGfm).use(remarkMdx).parse(text);
const first: PickWording = ({ of }) => of[0] ?? '';
const last: PickWording = ({ of }) => of.at(-1) ?? '';
const view = (wording: PickWording, level: Viewpoint['level'] = 'full'): Viewpoint => ({
  level,
  withheld: level === 'full' ? [] : ['N', 'F', 'S', 'P'],
  day: '2026-01-01',
  client: () => 'a client',
  wording,
});

function picked(text: string, wording: PickWording, level?: Viewpoint['level']) {
  const tree = parse(text);
  const removed = withhold(tree, view(wording, level));
  return { tree, removed, words: toString(tree), source: JSON.stringify(tree) };
}

const offers = (text: string) => offeredWordings(parse(text)).map(({ place }) => place);
const problems = (text: string, isDeck = false) =>
  bodyProblems(parse(text), {
    file: 'a.mdx',
    eggs: [],
    agreements: ['agr-1'],
    hasClient: true,
    isDeck,
  }).map(({ message }) => message);

describe('a place becomes one of its wordings', () => {
  test.each([
    ['in a sentence', 'We <Either of="also | too" /> wait.', 'We also wait.', 'We too wait.'],
    ['in emphasis', 'We *<Either of="also | too" />* wait.', 'We also wait.', 'We too wait.'],
    ['in a link', '[We <Either of="also | too" />](./a)', 'We also', 'We too'],
    ['in an item', '- We <Either of="also | too" /> wait.', 'We also wait.', 'We too wait.'],
    [
      'in a cell',
      '| a |\n| --- |\n| We <Either of="also \\| too" /> wait |',
      'aWe also wait',
      'aWe too wait',
    ],
    ['on a line of its own', '<Either of="We wait. | We wait on." />', 'We wait.', 'We wait on.'],
    ['of signs with spaces', 'one<Either of="—| – " />two', 'one—two', 'one – two'],
    ['with quotation marks', `say <Either of="“so” | ‘so’" /> now`, 'say “so” now', 'say ‘so’ now'],
    ['in Japanese', 'それは<Either of="できる|出来る" />。', 'それはできる。', 'それは出来る。'],
  ])('%s', (_where, text, one, other) => {
    expect(picked(text, first).words).toBe(one);
    expect(picked(text, last).words).toBe(other);
    expect(picked(text, first).source).not.toContain('Either');
  });

  test('whatever else the text withholds', () => {
    const text =
      '<Confidential from="full">\n\nOne <Either of="a | b" />.\n\n</Confidential>\n\nTwo <Either of="a | b" />.';
    const numbered: PickWording = ({ nth }) => `n${nth}`;
    expect(picked(text, numbered).words).toBe('One n0.Two n1.');
    expect(picked(text, numbered, 'anonymous').words).toBe('Two n1.');
  });
});

const letters = fc.stringMatching(/^[a-z]{3,8}$/);

test.prop([fc.uniqueArray(letters, { minLength: 2, maxLength: 6 }), fc.nat(5)])(
  'a wording that was not picked is nowhere in the text',
  (words, at) => {
    const of = words.map((word) => `q${word}q`);
    const wanted = of[at % of.length] ?? '';
    const { source } = picked(`Well, <Either of="${of.join(' | ')}" /> then.`, () => wanted);
    for (const each of of) expect(source.includes(each)).toBe(each === wanted);
  },
);

describe('what stands around a place', () => {
  test('is cut to the letters that find it again, and never joins what may be withheld', () => {
    const [place] = offers(
      'Before <Client /> the yard <Either of="also | too" /> waits <Withheld reason="F">38 %</Withheld> more.',
    );
    expect(place).toEqual({ of: ['also', 'too'], nth: 0, before: 'the yard', after: 'waits' });
  });

  test('does not depend on what is picked at other places', () => {
    const [, place] = offers('A <Either of="b | c" /> d <Either of="e | f" /> g');
    expect(place).toMatchObject({ before: 'A b d', after: 'g' });
    const [, far] = offers('A <Either of="b | c" /> waits for the tide <Either of="e | f" /> g');
    expect(far).toMatchObject({ before: 'waits for the tide', after: 'g' });
  });

  test('tells whether anybody may be shown it', () => {
    const all = offeredWordings(
      parse(
        'One <Either of="a | b" /> two.\n\n<Confidential from="named">\n\nThree <Either of="a | b" /> four.\n\n</Confidential>',
      ),
    );
    expect(all.map(({ isOpen, place }) => [isOpen, place.nth])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });
});

describe('the gate looks for what was taken out', () => {
  const passage =
    '<Confidential from="full">\n\nThe bolts <Either of="are | were" /> hollow, <Either of="yes | indeed" />.\n\n</Confidential>';

  test('in every wording', () => {
    expect(picked(passage, first, 'anonymous').removed.passages).toEqual([
      'The bolts are hollow, yes.',
      'The bolts are hollow, indeed.',
      'The bolts were hollow, yes.',
      'The bolts were hollow, indeed.',
    ]);
  });

  test('and of very many, varied one by one', () => {
    const tree = parse('<Either of="a | b" /> '.repeat(12));
    expect(variantsOf(tree, choicesIn(tree))).toHaveLength(13);
  });
});

describe('a mistake is told', () => {
  const AROUND = ['the quiet yard waits', 'until the morning tide turns'];
  const offered = (of: string) => `So ${AROUND[0]} <Either of="${of}" /> ${AROUND[1]}.`;

  test.each([
    ['one wording', offered('also'), '2 to 8 wordings'],
    ['no wording', `${AROUND[0]} <Either /> ${AROUND[1]}`, '2 to 8 wordings'],
    ['an empty one', offered('also | '), 'expected words in each wording'],
    ['two of one sound', offered('also | also'), 'differ from each other'],
    ['markup', offered('*also* | too'), 'without markup'],
    ['content', `${AROUND[0]} <Either of="a | b">c</Either> ${AROUND[1]}`, 'no content'],
    ['in a heading', `## ${offered('also | too')}`, 'not in a heading'],
    [
      'behind a bar',
      `<Withheld reason="F">${offered('also | too')}</Withheld>`,
      'outside of `<Withheld>`',
    ],
    ['with nothing around it', '<Either of="also | too" />', 'found again'],
    [
      'that nobody can tell apart at the end',
      `So ${AROUND[0]} <Either of="on | on and on" />.`,
      'found again',
    ],
  ])('%s', (_what, text, message) => {
    expect(problems(text)).toEqual([expect.stringContaining(message)]);
  });

  test('on slides', () => {
    expect(problems(offered('also | too'), true)).toEqual([expect.stringContaining('on slides')]);
  });

  test('and none where there is none', () => {
    expect(problems(offered('also | too'))).toEqual([]);
    expect(problems(offered('also | too | as well'))).toEqual([]);
  });
});

test('what a key picked is read back from the text', () => {
  const word = (at: number) =>
    [...keyedHash(new Uint8Array(32), 'words', Uint8Array.of(at >> 8, at)).subarray(0, 7)]
      .map((byte) => String.fromCodePoint(97 + (byte % 26)))
      .join('');
  const words3 = (at: number) => `${word(at)} ${word(at + 1000)} ${word(at + 2000)}`;
  const text = Array.from(
    { length: 40 },
    (_, at) =>
      `The ${words3(at)} <Either of="waits | stands by" /> while ${words3(at + 200)} <Either of="turns | goes round" /> the ${words3(at + 400)} again.`,
  ).join('\n\n');
  expect(problems(text)).toEqual([]);
  const mark = { id: new Uint8Array(8).fill(3), key: new Uint8Array(32).fill(4) };
  const { words } = picked(text, wordingPicker(mark));
  const seen = openCopy(words).read(offers(text));
  expect(judgeWordings(seen, mark)).toMatchObject({ places: 80, agreeing: 80, isThere: true });
});
