import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { knownWork, evidenceOf } from './small-evidence.ts';
import { findSimilarText } from './similar-text.ts';
import { tokensOf } from './tokens.ts';
import { fingerprint, gramsOf } from './winnowing.ts';

const WITHHELD = {
  en: 'The dispatchers kept two timetables, one on paper and one in the system, and every night somebody copied the first into the second by hand.',
  ru: 'Диспетчеры вели два расписания, одно на бумаге, другое в системе, и каждую ночь кто-нибудь переписывал первое во второе от руки.',
  ja: '指令員は紙とシステムの二つの時刻表を持ち、毎晩だれかが一つ目を二つ目へ手で書き写していた。朝になると二つは必ず食い違っていた。',
};
const REWRITTEN = {
  en: 'At a former client, the dispatcher kept two timetables, one on paper and one in the system, and each night somebody copied the first into the second by hand.',
  ru: 'У прежнего заказчика диспетчер вёл два расписания, одно на бумаге, другое в системе, и каждой ночью кто-нибудь переписывал первое во второе от руки.',
  ja: 'ある現場では、指令員は紙とシステムの二つの時刻表を持ち、毎晩だれかが一つ目を二つ目へ手で書き写していた。',
};
const UNRELATED = {
  en: 'The printer kept two presses, one for paper and one for cloth, and every spring somebody oiled the first while the second ran on without a hand.',
  ru: 'Наборщики держали два станка, один для бумаги, другой для ткани, и каждую весну кто-нибудь смазывал первый, пока второй работал.',
  ja: '印刷所は紙と布の二つの機械を持ち、毎年春になると職人が一つずつ油を差していた。機械はどちらも百年前のものである。',
};

function works(text: string, others: readonly string[] = []) {
  return [
    knownWork('', { id: 'sealed-1', state: 'sealed', withheldText: [text], wholeText: [text] }),
    ...others.map((each, index) => knownWork(`open-${index}`, { wholeText: [each] })),
  ];
}
const rulesFor = (withheld: string, page: string, others: readonly string[] = []) =>
  findSimilarText(evidenceOf({ 'index.html': page }, works(withheld, others))).map(
    ({ rule, work }) => `${rule} ${work.id}`,
  );

describe.each(['en', 'ru', 'ja'] as const)('in %s', (lang) => {
  test('a passage with other names and endings is recognised', () => {
    const page = `<h1>Notes</h1><p>${UNRELATED[lang]}</p><p>${REWRITTEN[lang]}</p>`;
    expect(rulesFor(WITHHELD[lang], page)).toEqual(['similar-text sealed-1']);
  });

  test('a text about something else, built alike, is not', () => {
    expect(rulesFor(WITHHELD[lang], `<p>${UNRELATED[lang]}</p>`)).toEqual([]);
  });

  test('what many works say is nobody’s own', () => {
    const page = `<p>${WITHHELD[lang]}</p>`;
    expect(rulesFor(WITHHELD[lang], page, [WITHHELD[lang], WITHHELD[lang]])).toEqual([]);
    expect(rulesFor(WITHHELD[lang], page, [WITHHELD[lang]])).toEqual(['similar-text sealed-1']);
  });
});

test('a short common sentence is not recognised', () => {
  expect(rulesFor('What I would do differently.', '<h2>What I would do differently.</h2>')).toEqual(
    [],
  );
});

test('the place in the file is told', () => {
  const page = `<p>x</p>\n<p>${WITHHELD.en}</p>`;
  const [found] = findSimilarText(evidenceOf({ 'index.html': page }, works(WITHHELD.en)));
  expect(found?.offset).toBe(page.indexOf(WITHHELD.en));
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 4, maxLength: 9 });
const strange = fc.string({ unit: fc.constantFrom(...'qrstuvwxyz'), minLength: 4, maxLength: 9 });
const sentence = (of: fc.Arbitrary<string>) => fc.uniqueArray(of, { minLength: 14, maxLength: 60 });

test.prop([sentence(word), sentence(strange)])(
  'a text is never similar to one that shares no word with it',
  (own, other) => {
    expect(rulesFor(own.join(' '), `<p>${other.join(' ')}</p>`)).toEqual([]);
  },
);

test.prop([sentence(word), sentence(strange)])(
  'a whole passage is found whatever stands around it',
  (own, other) => {
    const page = `<p>${other.join(' ')}</p><p>${own.slice(0, 60).join(', ')}</p>`;
    expect(rulesFor(own.join(' '), page)).toEqual(['similar-text sealed-1']);
  },
);

// The guarantee of the paper: two texts with a run of t = w + k - 1 tokens in common share a choice.
test.prop([sentence(word), sentence(strange), sentence(strange)])(
  'texts that share seven words in a row share a fingerprint',
  (own, before, after) => {
    const run = own.slice(0, 7);
    const chosen = [run, [...before, ...run, ...after]].map((words) =>
      fingerprint(gramsOf(tokensOf(words.join(' ')))),
    );
    expect([...(chosen[0] ?? [])].filter((gram) => chosen[1]?.has(gram))).not.toEqual([]);
  },
);
