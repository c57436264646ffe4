import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { infer, readPublicFile } from '../../gate/index.ts';
import { readPublicDocument } from '../../gate/inference/public-document.ts';
import type { KnownWork } from '../../gate/index.ts';
import { knownWork } from '../../gate/inference/small-evidence.ts';
import stamps from '../../authorship/vectors/rfc3161.json' with { type: 'json' };
import { workAt } from '../../release/page-path.ts';
import { decompress } from './decompress.ts';

const vector = (name: string) =>
  new Uint8Array(
    readFileSync(fileURLToPath(new URL(`../../gate/vectors/${name}`, import.meta.url))),
  );
const blocksOf = async (path: string, bytes: Uint8Array = vector(path)) =>
  (await readPublicDocument({ path, bytes }, decompress))?.blocks ?? [];
const daysOf = async (path: string, bytes?: Uint8Array) =>
  (await blocksOf(path, bytes)).flatMap(({ name, text, way = [] }) =>
    name === 'time' ? [`${text} ${way.join(' › ')}`] : [],
  );

const SECRET =
  'At night the dispatchers kept two timetables, one on paper and one in the system; every night somebody copied the first into the second by hand.';

/** What is inferred of a site with these files. */
async function inferred(
  files: Readonly<Record<string, string | Uint8Array>>,
  works: readonly KnownWork[],
) {
  const all = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
  const texts = await Promise.all(all.map((file) => readPublicFile(file, decompress)));
  const findings = await infer(
    { texts: texts.filter((text) => text !== null), works, workAt },
    {
      terms: [{ id: 'a', writings: ['Older'], kind: 'word' }],
      ports: decompress,
      read: async (path) => all.find((each) => each.path === path)?.bytes ?? new Uint8Array(),
    },
  );
  return findings.map(({ rule, file, way, term }) =>
    [rule, file, ...(way ?? []), term].join(' | '),
  );
}

describe('days that files of real tools bear', () => {
  test('zip, tar, gzip and Exif, one in the other', async () => {
    expect(await daysOf('dated.zip')).toEqual([
      '2026-03-09 note.txt modified',
      '2026-03-10 shot.jpg modified',
      expect.stringMatching(/^2025-08-21 shot\.jpg › metadata/),
      '2024-02-29 older.tgz › gzip › older.txt modified',
    ]);
  });

  test.each([
    ['report.pdf', '2026-05-04 structure'],
    ['libreoffice.pdf', '2026-11-26 stream'],
    ['writer.docx', '2026-01-01 word/document.xml › attribute'],
    ['named.gz', '2026-11-26 modified'],
    ['sevenzip.zip', '2026-11-26 plain.txt modified'],
    ['libarchive.zip', '2026-11-26 plain.txt modified'],
    ['gnu.tar', expect.stringMatching(/^2026-11-26 folder-.* modified$/)],
  ])('%s', async (file, day) => {
    expect(await daysOf(file)).toContainEqual(day);
  });

  test('the time stamp of a ledger, which an authority signed', async () => {
    const stamp = new Uint8Array(Buffer.from(stamps.response, 'base64'));
    const days = await daysOf('.well-known/colophon/ledger/1.clock.tsr', stamp);
    expect(days).toEqual([expect.stringMatching(/^2026-11-23 /)]);
  });

  test('what has none, is damaged or is no document has none', async () => {
    expect(await daysOf('a.gz', new Uint8Array(gzipSync('text')))).toEqual([]);
    expect(await daysOf('cut.pdf')).toEqual([]);
    expect(await readPublicDocument({ path: 'a.png', bytes: vector('text.png') }, decompress)).toBe(
      null,
    );
  });
});

describe('against what is withheld', () => {
  const sealed = knownWork('', {
    id: 'sealed-1',
    state: 'sealed',
    period: { started: '2025-09', ended: '2026-07' },
    privateDays: ['2024-02-29', '2025-08-21', '2026-05-04'],
    withheldText: [SECRET],
    wholeText: [SECRET],
  });

  test('a day of a sealed work is told with the way to it, and a name on the way is masked', async () => {
    const found = await inferred({ 'files/dated.zip': vector('dated.zip') }, [sealed]);
    expect(found).toEqual([
      expect.stringMatching(
        /^private-date \| files\/dated\.zip \| shot\.jpg \| metadata.* \| time \| sealed-1$/,
      ),
      'private-date | files/dated.zip | ▇▇▇ | gzip | ▇▇▇ | time | sealed-1',
    ]);
  });

  test('a day that something public has is none of a sealed work alone', async () => {
    const talk = knownWork('talk', { publicDays: ['2024-02-29', '2025-08-21'] });
    expect(await inferred({ 'files/dated.zip': vector('dated.zip') }, [sealed, talk])).toEqual([]);
  });

  test('a PDF says at length what a withheld text says', async () => {
    const found = await inferred({ 'report.pdf': vector('report.pdf') }, [
      { ...sealed, privateDays: [] },
    ]);
    expect(found).toEqual(['similar-text | report.pdf | page/1 | text | sealed-1']);
  });

  const nameless = knownWork('ports', {
    state: 'nameless',
    client: 'agr-1',
    descriptions: ['a container terminal'],
  });
  const page = (link: string) => `<!doctype html><p>Cranes.</p><a href="${link}">Report</a>`;

  test('a PDF that a work leads to places its client in a city', async () => {
    const about = 'narrow-combination | files/report.pdf | page/1 | facts | ports';
    for (const link of ['/files/report.pdf', '../../files/report.pdf', '/base/files/report.pdf'])
      expect(
        await inferred(
          { 'case-studies/ports/index.html': page(link), 'files/report.pdf': vector('report.pdf') },
          [nameless],
        ),
      ).toEqual([about]);
  });

  test('a PDF that no page of the work leads to is about something else', async () => {
    expect(
      await inferred(
        {
          'case-studies/ports/index.html': page('/other.pdf'),
          'files/report.pdf': vector('report.pdf'),
        },
        [nameless],
      ),
    ).toEqual([]);
  });

  test('a total in a PDF counts what is not shown', async () => {
    const works = Array.from({ length: 11 }, (_each, index) => knownWork(`work-${index}`));
    expect(
      await inferred({ 'report.pdf': vector('report.pdf') }, [
        ...works,
        { ...sealed, privateDays: [], withheldText: [] },
      ]),
    ).toEqual(['telling-total | report.pdf | page/2 | works | sealed-1']);
  });
});
