import { expect, test } from 'vitest';
import { Agreement } from '../../schemas/agreement.ts';
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
