import { describe, expect, test } from 'vitest';
import type { TermKind } from './term.ts';
import { verdict } from './verdict.ts';

/** What is said of each passage. */
function verdicts(writing: string, kind: TermKind, passages: readonly string[]) {
  return passages.map((passage) => `${passage}: ${verdict(writing, kind, passage) ?? 'nothing'}`);
}

const CALLED: readonly (readonly [TermKind, string, readonly string[]])[] = [
  [
    'name',
    'Harbour Vale Logistics GmbH & Co. KG',
    ['for Harbour Vale Logistics: error', 'harbourvalelogistics.example: error'],
  ],
  ['name', 'The Quorvexil Trading Company, Inc.', ['with quorvexil-trading: error']],
  [
    'name',
    'ООО «Ромашка»',
    ['для Ромашки: error', 'romashka.example: error', 'ромашка растёт: warning'],
  ],
  // Many of them are words of English as well.
  ['name', 'ООО «Старт»', ['at Start: error', 'npm start: warning', 'text.padStart(9): warning']],
  ['name', 'ライン株式会社', ['ライン様: error', 'at Rain: warning', 'the rain: nothing']],
  [
    'name',
    '株式会社ケストレル',
    ['ケストレル様: error', 'logo_ケストレル.png: error', '㈱ケストレル: error'],
  ],
  [
    'name',
    'Harbour Vale Supplies GmbH',
    ['HVS: warning', 'H.V.S.: warning', 'hvs: nothing', 'HVSX: nothing'],
  ],
  ['name', 'Average Veterinary Group', ['AVG: nothing']],
  ['name', 'Kestrel', ['two Kestrels: warning', 'Kestrels: nothing', 'two kestrels: nothing']],
  [
    'name',
    'Orbit GmbH',
    [
      ...[
        'at Orbit: error',
        'ORBIT: error',
        'at orbit.com: error',
        'OrbitPortal: warning',
        'IN_ORBIT: warning',
      ],
      ...['the orbit of a moon: warning', 'orbits: nothing'],
    ],
  ],
  [
    'name',
    'Marlowe & Finch',
    ['Marlowe and Finch: error', 'Marlowe und Finch: error', 'Marlowe sees Finch: nothing'],
  ],
  ['name', 'Marlowe and Finch', ['Marlowe & Finch: error', 'marlowefinch: error']],
  [
    'person',
    'Dr. Jane M. Harbour',
    [
      'Jane Harbour said: error',
      'jane.harbour@example.com: error',
      'Harbour, Jane: warning',
      'Ms Harbour: warning',
      'J. Harbour: warning',
      'HARBOUR, J. M.: warning',
      'jharbour@example.com: warning',
      'a harbour: nothing',
      'at Harbour: warning',
      'a talk. Harbour: nothing',
      'at the harbour: nothing',
      'at Peter Harbour: nothing',
      '— Jane H., director: warning',
      'Jane has: nothing',
    ],
  ],
  [
    'person',
    'Иван Петрович Щёлоков',
    [
      'с Иваном Щёлоковым: error',
      'Щёлоков Иван Петрович: error',
      'сказал Щёлоков: warning',
      'сказал Иван: nothing',
      'Ivan Shchelokov: error',
      'Иван Петрович сказал: warning',
      'господину Щёлокову: warning',
      'Щёлоков И. П.: warning',
      'Иван: nothing',
    ],
  ],
  [
    'person',
    'Анна Петровна Ёлкина',
    ['f(e,a,n,n,r): nothing', 'f(g(e),An(n)): nothing', 'Анны Ёлкиной: error'],
  ],
  ['person', '田中 花子', ['田中さん: warning', '田中花子: error', '田中: nothing']],
  ['person', '佐藤健一', ['佐藤さん: warning', '佐藤 健一氏: error', '佐藤: nothing']],
  ['domain', 'quorvexil-labs.example', ['elpmaxe.sbal-lixevrouq: error']],
  [
    'word',
    'Project Bluebird',
    ['project-bluebird: error', 'Bluebird: warning', 'a bluebird: nothing'],
  ],
];

describe('shorter names that people use:', () => {
  test.each(CALLED)('%s %s', (kind, writing, said) => {
    const passages = said.map((line) => line.replace(/: \w+$/, ''));
    expect(verdicts(writing, kind, passages)).toEqual(said);
  });
});
