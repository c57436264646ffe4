import { expect, test } from 'vitest';
import { Agreement } from '../../schemas/agreement.ts';
import { readYaml, validate } from './yaml.ts';

test('a field that is unknown is reported with its line and with those that are known there', () => {
  const read = readYaml('id: agr-1234\nfollowUp:\n  on: 2026-09-01\n  everyMonth: 6\n', 'a.yaml');
  const checked = 'source' in read ? validate(read.source, Agreement) : read;
  const problems = 'problems' in checked ? checked.problems : [];
  expect(problems.find(({ field }) => field === 'followUp.everyMonth')).toEqual({
    file: 'a.yaml',
    line: 4,
    field: 'followUp.everyMonth',
    message: 'is not a field here',
    hint: 'Fields here: on, everyMonths, about.',
  });
});
