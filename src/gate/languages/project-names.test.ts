import { expect, test } from 'vitest';
import { codeNameOf } from './project-names.ts';

test.each([
  ['Project Bluebird', 'Bluebird'],
  ['Projekt «Möwe»', '«Möwe»'],
  ['Проект Чайка', 'Чайка'],
  ['カモメプロジェクト', 'カモメ'],
  ['Blue Heron Project', 'Blue Heron'],
  ['Projector', 'Projector'],
  ['Project', 'Project'],
  ['プロジェクト', 'プロジェクト'],
])('%s is called %s', (name, called) => {
  expect(codeNameOf(name)).toBe(called);
});
