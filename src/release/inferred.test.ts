import { describe, expect, test } from 'vitest';
import { toUtf8 } from '../bytes/utf8.ts';
import { nameFindings } from '../gate/index.ts';
import { readPublicText } from '../gate/inference/public-text.ts';
import type { GateTerm, KnownWork } from '../gate/index.ts';
import { withoutAccepted } from './accepted.ts';
import { inferredFindings } from './inferred.ts';

const SECRET =
  'The dispatchers kept two timetables, one on paper and one in the system, and every night somebody copied the first into the second by hand.';
const sealed: KnownWork = {
  id: 'sealed-1',
  slug: 'two-timetables',
  state: 'sealed',
  client: 'agr-1',
  labels: ['Rail'],
  tags: [],
  descriptions: [],
  traits: [],
  withheldText: [SECRET],
  wholeText: [SECRET],
  withheldImages: [],
  period: { started: '2025-02', ended: '2026-01' },
  privateDays: [],
  publicDays: [],
};
const terms: readonly GateTerm[] = [{ id: 'agr-1/client', writings: ['Quorvexil'], kind: 'name' }];

function refuse(): never {
  throw new Error('not expected');
}

function findings(files: Record<string, string>) {
  const bytes = new Map(Object.entries(files).map(([file, text]) => [file, toUtf8(text)]));
  const texts = [...bytes].flatMap(([path, each]) => readPublicText({ path, bytes: each }) ?? []);
  return inferredFindings(
    { files: [...bytes.keys()], texts, terms },
    { knownWorks: [sealed], withheldPictures: [] },
    {
      decompress: {
        inflate: refuse,
        inflateRaw: refuse,
        brotli: refuse,
        zstd: refuse,
        clockMs: () => 0,
      },
      read: async (file) => bytes.get(file) ?? refuse(),
      smallPicture: refuse,
    },
  );
}

describe('an inference', () => {
  test('is a warning with its place, and quotes nothing', async () => {
    const found = await findings({ 'notes.html': `<h1>Notes</h1>\n<p>${SECRET}</p>` });
    expect(found).toMatchObject([
      {
        file: 'notes.html',
        rule: 'similar-text',
        term: 'sealed-1',
        severity: 'warning',
        line: 2,
        column: 4,
        snippet: '',
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/dispatcher|timetable|paper/);
  });

  test('does not print a name that holds a term', async () => {
    const found = await findings({ 'quorvexil-notes.html': `<p>${SECRET}</p>` });
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toMatch(/quorvexil/i);
  });

  test('is accepted by its id, and comes back in another file', async () => {
    const key = new Uint8Array(32);
    const page = `<p>${SECRET}</p>`;
    const [first] = nameFindings(await findings({ 'notes.html': page }), key);
    const again = nameFindings(await findings({ 'notes.html': `<h1>New</h1>${page}` }), key);
    const accepted = new Set([first?.id ?? '']);
    expect(withoutAccepted(again, accepted)).toMatchObject({ findings: [], accepted: [{}] });
    const other = nameFindings(await findings({ 'other.html': page }), key);
    expect(withoutAccepted(other, accepted).findings).toHaveLength(1);
  });

  test('is drawn from nothing if nothing is withheld', async () => {
    expect(await findings({ 'notes.html': '<p>Two timetables, on paper.</p>' })).toEqual([]);
  });
});
