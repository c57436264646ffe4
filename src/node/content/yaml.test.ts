import { expect, test } from 'vitest';
import { z } from 'zod';
import { Agreement } from '../../schemas/agreement.ts';
import { readCaptions } from './captions.ts';
import { readFrontMatter } from './front-matter.ts';
import { readYaml, validate } from './yaml.ts';

test('an unknown field is told by its line, and by those that are known there, not by its name', () => {
  const read = readYaml('id: agr-1234\nfollowUp:\n  on: 2026-09-01\n  everyMonth: 6\n', 'a.yaml');
  const checked = 'source' in read ? validate(read.source, Agreement) : read;
  const problems = 'problems' in checked ? checked.problems : [];
  expect(problems.find(({ field }) => field === 'followUp')).toEqual({
    file: 'a.yaml',
    line: 4,
    field: 'followUp',
    message: 'holds a field that does not belong there',
    hint: 'Fields here: on, everyMonths, about.',
  });
});

test.each([
  ['a: [b', undefined, ''],
  ['a:\n\t- b', 2, 'spaces'],
  ['a: b\na: c', 2, 'Keep one'],
  ["a: 'the port's'", 1, 'apostrophe'],
])('broken YAML says how to mend it: %j', (text, line, hint) => {
  const read = readYaml(text, 'a.yaml');
  const [problem] = 'problems' in read ? read.problems : [];
  expect(problem?.hint).toContain(hint);
  if (line !== undefined) expect(problem?.line).toBe(line);
});

const Fields = z.strictObject({
  list: z.array(z.string()).min(1).optional(),
  size: z.number().int().min(0).max(9).optional(),
  kind: z.enum(['one', 'other']).optional(),
  inner: z.strictObject({}).optional(),
  flag: z.boolean().optional(),
});

test.each([
  ['list: a, b', 'expected a list, such as [one, another]'],
  ['list: []', 'expected at least one'],
  ["size: '4'", 'expected a number, without quotes'],
  ['size: 4.5', 'expected a whole number'],
  ['size: -1', 'expected 0 or more'],
  ['size: 10', 'expected 9 or less'],
  ['kind: another', 'expected one of `one`, `other`'],
  ['inner: a', 'expected fields below it, or in {}'],
  ['flag: yes', 'expected `true` or `false`'],
])('a schema speaks plainly: %j', (text, message) => {
  const read = readYaml(text, 'a.yaml');
  expect('source' in read && validate(read.source, Fields)).toMatchObject({
    problems: [{ line: 1, message }],
  });
});

// As a reader of UTF-8 sees "порт" in Windows-1251.
test('a text in another encoding is refused, since its terms would be sought by nobody', () => {
  const text = new TextDecoder().decode(Uint8Array.of(0x61, 0x0a, 0xef, 0xee, 0xf0, 0xf2));
  const expected = { problems: [{ line: 2, message: 'expected a text in UTF-8' }] };
  expect(readYaml(text, 'terms.yaml')).toMatchObject(expected);
  expect(readFrontMatter(text, 'index.mdx')).toMatchObject(expected);
  expect(readCaptions(text, 'captions.vtt')).toMatchObject(expected);
});

test('front matter without an end is told as that', () => {
  expect(readFrontMatter('---\nlang: en\n\n## The problem\n', 'index.mdx')).toMatchObject({
    problems: [{ line: 1, message: expect.stringContaining('at the end') }],
  });
});
