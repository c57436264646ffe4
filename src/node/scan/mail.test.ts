import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { scanFiles } from '../../gate/index.ts';
import type { GateTerm } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

const VECTORS = fileURLToPath(new URL('../../gate/vectors/', import.meta.url));
const vector = (name: string) => new Uint8Array(readFileSync(join(VECTORS, name)));
const TERMS: readonly GateTerm[] = [
  { id: 'client', writings: ['Quorvexil Maritime'], kind: 'name' },
  { id: 'ru', writings: ['Северный Порт'], kind: 'name' },
];

async function scan(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { findings } = await scanFiles([{ path: 'a.eml', bytes }], TERMS, decompress);
  return findings;
}

const base64 = (content: string | Uint8Array) =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
const mixed = (...parts: readonly string[]) =>
  [
    'From: a@example.net\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="a(b+c"\r\n',
    ...parts.map((part) => `--a(b+c\r\n${part}`),
    '--a(b+c--\r\n',
  ].join('\r\n');
const attached = (name: string, bytes: Uint8Array) =>
  `Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${base64(bytes)}`;

test('an attachment is a file, and the way to it is told', async () => {
  const zip = Buffer.from(vector('nested.zip'));
  const found = await scan(
    mixed(
      '\r\nhello',
      mixed(attached('plans.zip', zip)).replaceAll('a(b+c', 'inner'),
      attached('cover.txt', Buffer.from('by Quorvexil Maritime')),
    ),
  );
  expect(found).toMatchObject([
    { term: 'client', way: ['part 2', 'part 1', 'plans.zip', 'plain.txt'] },
  ]);
  expect(found[0]?.elsewhere).toMatchObject([expect.stringContaining('part 3 › cover.txt')]);
});

describe('a term is found', () => {
  const half = [...Buffer.from('Северный Порт')];
  const quoted = (bytes: readonly number[]) =>
    bytes.map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join('');
  test.each([
    [
      'in a word that ends within a letter',
      `Subject: =?utf-8?q?${quoted(half.slice(0, 5))}?=\r\n =?utf-8?Q?${quoted(half.slice(5))}?=\r\nDate: 1\r\n\r\nx`,
    ],
    [
      'in a word of an old charset',
      'Subject: =?koi8-r?B?8+XXxdLO2cogUG/S1A==?= =?windows-1251?Q?=D1=E5=E2=E5=F0=ED=FB=E9_=CF=EE=F0=F2?=\r\nDate: 1\r\n\r\nx',
    ],
    [
      'in a long name of a file',
      mixed(
        `Content-Type: text/plain\r\nContent-Disposition: attachment; filename*0*=windows-1251''%D1%E5%E2%E5; filename*1*=%F0%ED%FB%E9%20;\r\n filename*2*=%CF%EE%F0%F2.txt\r\n\r\nx`,
      ),
    ],
    [
      'in a name of a file that is printed nowhere',
      mixed(attached('quorvexil-maritime.txt', Buffer.from('x'))),
    ],
    [
      'before the parts and behind them',
      mixed('\r\nx').replace('\r\n\r\n--', '\r\n\r\nby Quorvexil Maritime\r\n--'),
    ],
    ['behind them', `${mixed('\r\nx')}by Quorvexil Maritime`],
    [
      'below data of another kind',
      mixed(
        `Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64('x')}\r\n___\r\nlist of Quorvexil Maritime,\r\n`,
      ),
    ],
    [
      'in wrapped lines',
      mixed(
        'Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nby Quor \r\nvexil Mari \r\ntime',
      ),
    ],
    [
      'in quoted-printable',
      mixed(
        `Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=D1=E5=E2=E5=\r\n=F0=ED=FB=E9 =CF=EE=F0=F2`,
      ),
    ],
    ['in an envelope', 'From Quorvexil.Maritime@example.net Thu Nov 26 2026\nSubject: a\n\nx\n'],
    [
      'in a mail of a digest',
      mixed(
        `\r\nSubject: a\r\nFrom: b\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64('<p>Quorvexil <b>Mari</b>time')}`,
      ),
    ],
    [
      'in a page that was saved',
      `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--M--"\r\n\r\n----M--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Quorvexil <b class=3D"a">Mari=\r\n</b>time\r\n----M----\r\n`,
    ],
  ])('%s', async (_where, content) => {
    const found = (await scan(content)).filter(({ severity }) => severity === 'error');
    expect(found.filter(({ rule }) => rule === 'confidential-term').length).toBe(1);
    expect(JSON.stringify(found)).not.toMatch(/quorvexil|maritime|северн/i);
  });
});

describe('is refused:', () => {
  const coded = (headers: string) => `From: a\r\nDate: b\r\n${headers}\r\n\r\nx`;
  test.each([
    ['a part that is packed in an unknown way', coded('Content-Transfer-Encoding: x-own')],
    [
      'parts packed together',
      coded('Content-Type: multipart/mixed; boundary=a\r\nContent-Transfer-Encoding: base64'),
    ],
    ['parts without a mark between them', coded('Content-Type: multipart/mixed')],
    ['two kinds at once', coded('Content-Type: text/plain\r\nContent-Type: text/html')],
    ['an unknown charset', coded('Content-Type: text/plain; charset=x-own')],
    ['a word in an unknown charset', coded('Subject: =?x-own?Q?a?=')],
    ['a part with damaged headers', mixed('Content-Type text/plain\r\n\r\nx')],
    ['damaged base64', coded('Content-Transfer-Encoding: base64\r\n\r\nAAAAA')],
    [
      'what nobody can read inside',
      mixed(
        attached(
          'a.bin',
          Uint8Array.from({ length: 90 }, (_each, at) => (at * 89) % 251),
        ),
      ),
    ],
  ])('%s', async (_what, content) => {
    expect(await scan(content)).toMatchObject([{ rule: 'unreadable-file' }]);
  });

  test.prop([fc.integer({ min: 400, max: 3000 })], { numRuns: 60 })(
    'a mail that was cut',
    async (size) => {
      const whole = vector('parts.eml');
      const end = Buffer.from(whole).lastIndexOf('--outer--');
      const found = await scan(whole.subarray(0, Math.min(size, end)));
      expect(found.map(({ rule }) => rule)).toContain('unreadable-file');
    },
  );
});

test('text that only begins like a mail is text', async () => {
  const plain = [
    'Note: it is so\n\nContent',
    'Content-Type: see below\n\nx',
    'From the start, in 2026.',
    'a: b',
  ];
  for (const content of plain) expect(await scan(content)).toEqual([]);
});

test('lines without an end are no trap', async () => {
  const long = '1'.repeat(400_000);
  const traps = [
    `From a ${long}`,
    `From a 2026\n${`\n\nFrom ${long}`.repeat(4)}`,
    `Subject: ${'=?a?q?'.repeat(60_000)}\nDate: a\n\nx`,
    `Content-Type: a/b${`;${' '.repeat(400)}a="`.repeat(2000)}\n\nx`,
    `Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(200_000)}`,
  ];
  for (const trap of traps) await expect(scan(trap)).resolves.toBeDefined();
}, 20_000);
