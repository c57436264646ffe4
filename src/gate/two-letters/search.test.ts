import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Hit } from '../matcher.ts';
import type { TermKind } from '../term.ts';
import { verdict } from '../verdict.ts';
import { EVERYBODYS } from './everybodys.ts';
import { twoLetterSearch } from './search.ts';

type Case = readonly [writing: string, text: string];

describe('what is found', () => {
  test.each<Case>([
    ['BP', 'We worked for BP on a refinery.'],
    ['BP', 'Redesign for BP'],
    ['BP', 'We did this (for BP).'],
    ['BP', '为BP工作'],
    ['BP', 'BP’s refinery'],
    ['BP', 'British Petroleum (BP) asked us'],
    ['BP', 'Clients: Acme, BP, Shell'],
    ['BP', 'I am **BP** and more'],
    ['BP', 'the BP-Projekt in Hamburg'],
    ['BP', 'the BP/Acme merger'],
    ['BP', 'a non-BP project'],
    ['BP', 'a long line of a letter that goes on in the next one, for\nBP'],
    ['BP', 'Client: BP'],
    ['BP', '{"client":"BP"}'],
    ['BP', 'BP様のプロジェクト'],
    ['BP', '当社はＢＰと共に'],
    ['BP', 'we worked for ＢＰ there'],
    ['BP', 'we worked for 🅱🅿 there'],
    ['BP', 'we worked for 𝐁𝐏 there'],
    ['BP', 'we worked for B\u200BP there'],
    ['BP', 'we worked for ВР there'],
    ['BP', 'we worked for BР there'],
    ['bp', 'we worked for BP there'],
    ['BP plc', 'we worked for BP there'],
    ['H&M', 'we worked for H&M there'],
    ['H&M', 'we worked for H & M there'],
    ['H&M', 'we worked for H＆M there'],
    ['VK', 'мы работали с VK два года'],
    ['ВК', 'мы делали для ВК новую ленту'],
    ['ВК', 'мы делали для BK новую ленту'],
    ['ВК', 'бот в ВК'],
    ['1С', 'мы работали в 1С.'],
    ['1С', 'мы работали в 1C.'],
    ['X5', 'мы работали для X5 два года'],
    ['3M', '3M’s tapes are good'],
    ['3M', 'we worked for 3M.'],
    ['3M', 'the 3M Company is large'],
  ])('"%s" in "%s"', (writing, text) => {
    expect(verdict(writing, 'name', text)).toBe('error');
  });
});

describe('what is only a warning', () => {
  test.each<Case>([
    ['BP', '<h1>BP</h1>'],
    ['BP', '<img src="a.png" alt="BP">'],
    ['BP', '"title": "BP"'],
    ['BP', '# BP\n'],
    ['BP', 'BP'],
    ['BP', '| client | year |\n| BP | 2024 |\n'],
    ['BP', 'client,year\nBP,2024\n'],
    ['BP', 'BP ANNUAL REPORT'],
    ['BP', 'BP & Acme'],
    ['BP', 'BP, 2024'],
    ['VK', 'ВКонтакте (VK)'],
    ['BP', 'work/bp/index.html'],
    ['BP', 'assets/BP-logo.svg'],
    ['BP', 'assets/logo_bp_2024.svg'],
    ['BP', 'https://a.example/work-for-bp'],
    ['BP', 'C:\\Clients\\BP\\plan.docx'],
    ['BP', 'https://www.bp.com/en'],
    ['BP', 'jane@bp.com'],
    ['BP', 'we worked for bp on it'],
    ['BP Group', 'we worked for BP on it'],
    ['H&M', 'https://hm.com/'],
    ['DB', 'we worked for DB on it'],
    ['DB', 'private client: DB;'],
    ['X5', 'the X5 is a car'],
    ['1С', 'разработка на 1С для завода'],
    ['3M', 'we have 3M users now'],
    ['On AG', 'we worked for On last year'],
    ['Bo', 'here is Bo'],
  ])('"%s" in "%s"', (writing, text) => {
    expect(verdict(writing, 'name', text)).toBe('warning');
  });
});

describe('what is left alone', () => {
  test.each<Case>([
    ['BP', 'var a=BP(x);case BP:return BP;BP.x=[BP]'],
    ['BP', 'const BP = 3; x.BP; BP_MAX; $BP; %BP; &BP; \\BP; if(x==BP){'],
    ['BP', 'to set BP_MAX and MAX_BP to this'],
    ['BP', '["GE","BP","HP"]'],
    ['BP', '`BP` and more words'],
    ['BP', 'with BPM, ABP, BP2, 4BP, aBP and BPs in words'],
    ['BP', 'a rise of 120 bp in a year'],
    ['BP', 'a/bp, 1/bp'],
    ['BP', '/_astro/plan.Cft6M-BP_1K4mgV.avif'],
    ['BP', 'the ㏋ engine'],
    ['HP', 'the ㏋ engine'],
    ['GE', 'here is the flag 🇬🇪 of a country'],
    ['BP', 'это виртуальная ВР здесь'],
    ['BR', 'languages such as pt-BR and more'],
    ['BP', 'kV9x/Zr+Bq7yLmN0pQ8sT4uW2vX6zA1cE3gH5iJ/BP/f+Kd9xZr/Bq7yLmN0pQ8sT4uW2vX6zA1cE3g'],
    ['HP', 'fixes for HP-UX'],
    ['HP', 'let e of HP)delete'],
    ['H&M', 'if(H&M)return'],
    ['H&M', 'the H and the M of it'],
    ['3M', 'a wall of 3 m, and 3m of rope'],
    ['3M', 'raised 43M, 3MB and 3.3M from them'],
    ['X5', 'x5 = 3; 0xX5; #X5; a X50'],
    ['On AG', 'On Monday we left. On it goes, and on.'],
    ['O2', 'with 02 of them'],
    ['VK', 'мы делали для ВК новую ленту'],
    ['BP', 'a\nBP=3'],
  ])('"%s" in "%s"', (writing, text) => {
    expect(verdict(writing, 'name', text)).toBeNull();
  });
});

test('the folder of a work is found in addresses alone', () => {
  const of = (text: string) => verdict('vk', 'slug', text);
  expect(['/work/vk/', 'work/vk.html'].map(of)).toEqual(['error', 'error']);
  expect(of('/work/vk-logo.svg')).toBe('warning');
  expect(['we worked for vk there', 'VK', 'a.vk=3'].map(of)).toEqual([null, null, null]);
});

/** By this search alone: others take a while to be prepared. */
function found(name: string, text: string, kind: TermKind = 'name'): readonly Hit[] {
  const hits: Hit[] = [];
  const { search } = twoLetterSearch([{ id: 't', writings: [name], kind }]);
  search(
    text,
    () => true,
    (hit) => hits.push(hit),
  );
  return hits;
}

const KINDS: readonly TermKind[] = ['name', 'word', 'person', 'title'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pair = fc
  .tuple(fc.constantFrom(...LETTERS), fc.constantFrom(...LETTERS))
  .map((both) => both.join(''))
  .filter((both) => !EVERYBODYS.has(both));
const wide = (text: string) =>
  text.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

test.prop([pair, fc.constantFrom(...KINDS)])(
  'any two capitals are found in a sentence, in either width',
  (name, kind) => {
    for (const written of [name, wide(name)])
      expect(found(name, `We have worked for ${written} since then.`, kind)).toMatchObject([
        { severity: 'error' },
      ]);
  },
);

test.prop([pair, fc.stringMatching(/^[A-Za-z0-9]{1,6}$/), fc.boolean()])(
  'and not as a part of another word',
  (name, more, isBefore) => {
    const word = isBefore ? more + name : name + more;
    expect(found(name, `We have worked for ${word} since then.`)).toEqual([]);
  },
);

test.prop([
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
])('a name covers what was found, wherever it stands', (before, after) => {
  const text = `${before}\n\nWe have worked for BP since then.\n\n${after}`;
  const written = found('BP', text).map(({ start, end }) => text.slice(start, end));
  expect(written).toContain('BP');
});

test.prop([
  fc.string({ unit: fc.constantFrom(...'- \'’_*|#>a\n".('), minLength: 90, maxLength: 120 }),
])('a row of signs is told from a sentence before the test times out', (signs) => {
  expect(found('BP', `${signs} BP ${signs}`).length).toBeLessThanOrEqual(1);
});

test('words that stand beside a finding are told to be a name in any case', () => {
  const long = { id: 't', writings: ['Harbour Vale'], kind: 'name' } as const;
  expect(twoLetterSearch([long]).has('harbour')).toBe(false);
  expect(twoLetterSearch([{ ...long, writings: ['BP plc'] }]).has('bp')).toBe(true);
});
