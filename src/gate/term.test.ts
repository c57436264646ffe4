import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { needlesOf } from './term.ts';
import type { GateTerm, TermKind } from './term.ts';

function finds(writing: string, kind: TermKind, text: string): boolean {
  const term: GateTerm = { id: 't', writings: [writing], kind };
  const folded = fold(text).text;
  return needlesOf([term]).some(
    ({ sure, pattern }) => folded.replaceAll(' ', '').includes(sure) && pattern.test(folded),
  );
}

describe('what is found', () => {
  test.each([
    ['Harbour Vale', 'name', 'at HARBOUR-VALE today'],
    ['Harbour Vale', 'name', 'harbour_vale.ts'],
    ['Harbour Vale', 'name', 'the harbourVale client'],
    ['Harbour Vale', 'name', 'HarbourVale'],
    ['Harbour Vale', 'name', 'H a r b o u r  V a l e'],
    ['Harbour Vale', 'name', 'Harbour\nVale'],
    ['A+B (Holding)', 'name', 'by A+B (Holding) and'],
    ['Северный Порт', 'name', 'в Северном порту'],
    ['Северный Порт', 'name', 'Северного Порта'],
    ['Ромашка', 'name', 'у Ромашки'],
    ['Ромашка', 'name', 'с Ромашкою'],
    ['株式会社ケストレル', 'name', '私は株式会社ケストレルで'],
    ['ケストレル', 'name', 'けすとれる社'],
    ['北浜', 'name', '北浜の倉庫'],
    ['1 200 000', 'figure', 'some 1,200,000 boxes'],
    ['1 200 000', 'figure', 'some 1200000 boxes'],
    ['38 %', 'figure', 'by 38% at once'],
    ['harbour.example', 'domain', 'https://db.harbour.example/x'],
  ] as const)('"%s" (%s) in "%s"', (writing, kind, text) => {
    expect(finds(writing, kind, text)).toBe(true);
  });
});

describe('what is left alone', () => {
  test.each([
    ['Vale', 'name', 'an equivalent valet'],
    ['Harbour Vale', 'name', 'harbours and valence'],
    ['Ромашка', 'name', 'ромашковый'],
    ['Порт', 'name', 'портфель и транспорт'],
    ['38 %', 'figure', 'by 1380'],
    ['48213', 'figure', '148213 and 482130'],
    ['harbour.example', 'domain', 'yharbour.example'],
  ] as const)('"%s" (%s) in "%s"', (writing, kind, text) => {
    expect(finds(writing, kind, text)).toBe(false);
  });
});

test.each([
  ['ab', 'name'],
  ['?!', 'word'],
  ['7', 'figure'],
  ['社', 'name'],
] as const)('a term as short as "%s" is refused, without printing it', (writing, kind) => {
  const refuse = () => needlesOf([{ id: 'short', writings: [writing], kind }]);
  expect(refuse).toThrow(expect.objectContaining({ code: 'TERM_TOO_SHORT' }));
  expect(refuse).not.toThrow(writing);
});
