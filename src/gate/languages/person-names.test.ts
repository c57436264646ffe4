import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { personCalledBy } from './person-names.ts';

const called = (name: string) =>
  personCalledBy(name).map((each) => each.name + (each.isSure ? '' : '?'));

test.each([
  ['Dr. Jane Harbour', ['Jane Harbour']],
  ['Prof. Dr. Jane Harbour', ['Jane Harbour']],
  ['Dipl.-Ing. Otto Brasz', ['Otto Brasz']],
  ['Mr Otto Brasz, Jr.', ['Otto Brasz']],
  ['Jane Harbour, Ph.D., MBA', ['Jane Harbour']],
  ['Jane Harbour PhD', ['Jane Harbour']],
  ['Jane M. Harbour', ['Jane Harbour']],
  ['Jane Mary Ann Harbour', ['Jane Harbour', 'Jane Ann?', 'Jane Mary Ann?']],
  ['María José Harbour Vale', ['María Vale', 'María Harbour?', 'María José Harbour?']],
  ['Harbour, Jane', ['Jane Harbour']],
  ['Jane Harbour, Head of IT', ['Jane Harbour', 'Head of IT Jane Harbour?']],
  ['Jane Harbour (CTO)', ['Jane Harbour']],
  ['Otto von Brasz', ['Otto Brasz']],
  ['Jane Harbour-Brasz', ['Jane Harbour?', 'Jane Brasz?']],
  ['г-н Щёлоков', ['Щёлоков']],
  ['田中 花子様', ['田中 花子']],
  ['田中花子 部長', ['田中花子']],
])('%s is called %s', (name, names) => {
  expect(called(name)).toEqual(names);
});

test.each(['Иван Петрович Щёлоков', 'Щёлоков Иван Петрович'])(
  '%s is called in each order',
  (name) => {
    expect(called(name)).toEqual([
      'Иван Щёлоков',
      'Щёлоков Иван',
      'Щёлоков Иван Петрович',
      'Иван Петрович Щёлоков',
      'Иван Петрович?',
    ]);
  },
);

test.each([
  'Jane Harbour',
  'Jack Ma',
  'Mag Harbour',
  'Sam Lee',
  'Drew Harbour',
  'Анна Крылова',
  '田中 花子',
])('%s has nothing to leave out', (name) => {
  expect(called(name)).toEqual([]);
});

test.prop([
  fc.array(fc.constantFrom('Dr.', ' ', 'Jane', 'Harbour', ',', 'PhD', 'Петрович', '-', '様', '.')),
])('a shorter name has letters, and all of them stand in the longer one', (parts) => {
  const name = parts.join('');
  fc.pre(/\p{L}/u.test(name));
  for (const each of personCalledBy(name)) {
    expect(each.name).toMatch(/\p{L}/u);
    for (const word of each.name.split(/[\s,]+/)) expect(name).toContain(word);
  }
});
