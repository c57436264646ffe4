import { describe, expect, test } from 'vitest';
import type { NamedFinding } from '../../gate/index.ts';
import { acceptedOn, explainExceptions } from './exceptions.ts';
import { withPart } from './edit.ts';
import { emptyVault } from './document.ts';

const exception = {
  finding: '0123456789abcdef',
  reason: 'Quorvexil is also a font',
  by: 'Ada',
  on: '2026-03-01',
  until: '2026-05-31',
};
const finding: NamedFinding = {
  id: exception.finding,
  file: 'licence.txt',
  path: '',
  term: 'agr-2345/client',
  rule: 'confidential-term',
  severity: 'error',
  snippet: '',
  offset: 0,
  hint: '',
};

describe('an exception', () => {
  test.each([
    ['2026-02-28', 0],
    ['2026-03-01', 1],
    ['2026-05-31', 1],
    ['2026-06-01', 0],
  ])('on %s counts for %i', (day, count) => {
    expect(acceptedOn([exception], day).size).toBe(count);
  });

  test('is told when it counts and when it has ended, without its reason', () => {
    const used = explainExceptions([exception], '2026-04-01', {
      accepted: [finding],
      findings: [],
    });
    expect(used).toEqual(['accepted until 2026-05-31: confidential-term [0123456789abcdef]']);
    const ended = explainExceptions([exception], '2026-07-01', {
      accepted: [],
      findings: [finding],
    });
    expect(ended).toEqual(['no longer accepted since 2026-05-31: [0123456789abcdef]']);
    expect(explainExceptions([exception], '2026-07-01', { accepted: [], findings: [] })).toEqual(
      [],
    );
  });
});

test.each([
  ['finding: 0123456789ABCDEF', '`0.finding`: expected the id'],
  ['reason: ""', '`0.reason`: expected a text'],
  ['until: 2026-02-01', '`0.until`: expected the same day'],
  ['for: ever', 'a field that does not belong there'],
])('an exception with %s is refused', (line, message) => {
  const fields = {
    finding: '"0123456789abcdef"',
    reason: 'x',
    by: 'Ada',
    on: '2026-03-01',
    until: '2026-05-31',
  };
  const [name = ''] = line.split(':');
  const rest = Object.entries(fields).filter(([field]) => field !== name);
  const text = `- ${line}\n${rest.map(([field, value]) => `  ${field}: ${value}`).join('\n')}\n`;
  expect(() => withPart(emptyVault([]), 'exceptions', text)).toThrow(message);
});
