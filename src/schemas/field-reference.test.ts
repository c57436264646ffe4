import { expect, test } from 'vitest';
import { Agreement } from './agreement.ts';
import { CaseStudy } from './case-study.ts';
import { fieldNames, fieldReference, fieldsOf } from './field-reference.ts';
import { Profile } from './profile.ts';
import { Retractions } from './retraction.ts';
import { Talk } from './talk.ts';

test.each(Object.entries({ Profile, CaseStudy, Talk, Agreement, Retractions }))(
  'every field of %s says what it is for',
  (_name, schema) => {
    expect(fieldsOf(schema).filter(({ about }) => about === '')).toEqual([]);
  },
);

test('a field has its value and what counts without it', () => {
  const fields = new Map(fieldsOf(Profile).map((field) => [field.path, field]));
  expect(fields.get('site')).toMatchObject({ value: 'a whole URL', whenLeftOut: null });
  expect(fields.get('publicMetadata')).toMatchObject({
    value: '`clean`, `refuse`',
    whenLeftOut: '"clean"',
  });
  expect(fields.get('speaker.needs')?.value).toBe('a list of: a text, per language');
  expect([...fields.keys()]).toContain('cv[].entries[].from');
  expect([...fields.keys()]).not.toContain('name.en');
});

test.each([
  [
    ['schedule', 0],
    ['from', 'level', 'consent'],
  ],
  [['followUp'], ['on', 'everyMonths', 'about']],
  [['nowhere', 1], []],
])('the fields at %j', (path, expected) => {
  expect(fieldNames(Agreement, path)).toEqual(expected);
});

/** `npm test -- src/schemas/field-reference.test.ts -u` writes the file anew. */
test('docs/fields.md says what the schemas say', async () => {
  await expect(fieldReference()).toMatchFileSnapshot('../../docs/fields.md');
});
