import zlib, { deflateSync, gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { LIMITS, Unreadable } from './decoder.ts';
import type { Decompressor, GatePorts, Layer } from './decoder.ts';
import { FILE_DECODERS } from './decoders/index.ts';
import { PUBLIC_KEY, nameFindings } from './finding-id.ts';
import type { Finding } from './findings.ts';
import { renderFindings } from './reports/text.ts';
import { scanFiles } from './scan.ts';
import type { GateTerm } from './term.ts';

// As Node's side does it; what lies above the gate is not imported here.
const withUse =
  (unpack: (bytes: Uint8Array, options: object) => unknown): Decompressor =>
  (bytes, maxOutputLength) => {
    const result = unpack(bytes, { maxOutputLength, info: true });
    const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } };
    return { bytes: buffer, used: engine.bytesWritten };
  };
const decompress: GatePorts = {
  inflate: withUse(zlib.inflateSync),
  inflateRaw: withUse(zlib.inflateRawSync),
  brotli: withUse(zlib.brotliDecompressSync),
  zstd: withUse((bytes, options) => zlib.zstdDecompressSync(bytes, options)),
  clockMs: () => 0,
};

const TERM: GateTerm = { id: 'client', writings: ['Quorvexil Maritime', 'QVXM'], kind: 'name' };
const printed = (findings: readonly Finding[]) =>
  renderFindings(nameFindings(findings, PUBLIC_KEY));
const utf8 = (text: string) => new TextEncoder().encode(text);

async function scan(
  path: string,
  content: string | Uint8Array,
  terms = [TERM],
  ports: Partial<GatePorts> = {},
) {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return (await scanFiles([{ path, bytes }], terms, { ...decompress, ...ports })).findings;
}

const picture = (format: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif') =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#385' } })
    .withExif({ IFD0: { Copyright: 'Quorvexil Maritime' } })
    .toFormat(format)
    .toBuffer();

/** Grain that no codec can make small. */
const noise = (side: number) =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();

const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const NAME = 'Quorvexil Maritime';

const PLANTS: readonly (readonly [place: string, path: string, content: string | Uint8Array])[] = [
  ['text', 'a.txt', `by ${NAME}.`],
  ['UTF-16', 'a.txt', utf16(NAME)],
  ['inline markup', 'a.html', '<p>Quor<b>vex</b>il <i>M</i>aritime'],
  ['a word break', 'a.html', '<p>Quor<wbr>vexil&shy; Maritime'],
  ['a comment in a word', 'a.html', '<p>Quor<!-- x -->vexil Maritime'],
  ['ruby', 'a.html', '<ruby>Quorvexil<rt>a</rt></ruby> Maritime'],
  ['a ruby reading', 'a.html', '<ruby>x<rt>Quorvexil Maritime</rt></ruby>'],
  [
    'entities twice over',
    'a.xml',
    '<rss><description>&amp;lt;p&amp;gt;Quorvexil &amp;#77;aritime</description></rss>',
  ],
  ['srcdoc', 'a.html', '<iframe srcdoc="&lt;p>Quorvexil &lt;b>Mari&lt;/b>time"></iframe>'],
  ['a template', 'a.html', `<template><p>${NAME}</template>`],
  ['noscript', 'a.html', `<noscript><p>${NAME}</noscript>`],
  ['srcset', 'a.html', '<img alt="" srcset="/quorvexil-maritime-2x.png 2x">'],
  ['a handler', 'a.html', `<p onclick="say('Quorvexil\\x20Maritime')">a`],
  ['an SVG title', 'a.svg', `<svg xmlns="http://www.w3.org/2000/svg"><title>${NAME}</title></svg>`],
  [
    'split tspans',
    'a.svg',
    '<svg><text><tspan>Quorvexil </tspan><tspan>Maritime</tspan></text></svg>',
  ],
  ['unicode escapes', 'a.js', 'x = "\\u0051uorvexil\\u{20}Maritime"'],
  ['octal escapes', 'a.js', 'x = "\\121uorvexil Maritime"'],
  ['concatenation', 'a.js', 'x = "Quor" + "vexil " + `Maritime`'],
  ['a joined list', 'a.js', 'x = ["Quor","vexil Mar","itime"].join("")'],
  [
    'character codes',
    'a.js',
    `x = String.fromCharCode(${[...NAME].map((each) => each.charCodeAt(0)).join(', ')})`,
  ],
  ['atob', 'a.js', `x = atob("${base64(NAME)}")`],
  ['an identifier', 'a.js', 'const quorvexilMaritimeClient = 1'],
  [
    'an inline source map',
    'a.css',
    `a{}/*# sourceMappingURL=data:application/json;base64,${base64(JSON.stringify({ sources: ['quorvexil/maritime.scss'] }))} */`,
  ],
  ['a style escape', 'a.css', '.a{content:"\\51 uorvexil Maritime"}'],
  ['a style comment', 'a.css', '.quor/* x */vexil-maritime{}'],
  ['JSON', 'a.json', '{"\\u0051uorvexil Maritime":1}'],
  ['a folded vCard', 'a.vcf', 'BEGIN:VCARD\r\nORG:Quorvexil Mar\r\n itime\r\nEND:VCARD'],
  [
    'quoted-printable',
    'a.vcf',
    'NOTE;ENCODING=QUOTED-PRINTABLE:Quorvexil=20Mar=\r\nitime =C3=A9=20',
  ],
  ['percent twice', 'a.txt', 'https://x.example/?q=Quorvexil%2520Maritime'],
  ['base64 in base64', 'a.txt', base64(base64(`client ${NAME}`))],
  ['gzip in base64', 'a.txt', base64(gzipSync(`client ${NAME}`))],
  ['gzip in gzip', 'a.gz', gzipSync(gzipSync(NAME))],
  ['a file name', 'files/quorvexil-maritime.txt', 'nothing'],
  ['a percent-encoded name', 'files/%51uorvexil%20Maritime.txt', 'nothing'],
];

describe('a term is found in', () => {
  test.each(PLANTS)('%s', async (_place, path, content) => {
    const findings = await scan(path, content);
    expect(findings).toMatchObject([{ rule: 'confidential-term', term: 'client' }]);
    expect(printed(findings)).not.toMatch(/quorvexil|maritime/i);
  });

  test.each(['png', 'jpeg', 'webp', 'avif'] as const)('the metadata of %s', async (format) => {
    expect(await scan(`a.${format}`, await picture(format))).toMatchObject([{ term: 'client' }]);
  });

  // A short term stands in pixels by chance: what a picture shows is not what its bytes spell.
  test('what is beside the pixels of AVIF, and not in them', async () => {
    const bare = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#385' } })
      .composite([{ input: await noise(64), blend: 'over' }])
      .avif({ quality: 90 })
      .toBuffer();
    const within = (text: string) => {
      const changed = new Uint8Array(bare);
      changed.set(utf8(text), new TextDecoder('latin1').decode(bare).indexOf('mdat') + 40);
      return changed;
    };
    expect(await scan('a.avif', within('\0QVXM\0'))).toEqual([]);
    // So many letters in a row are no chance.
    expect(await scan('a.avif', within(`\0${NAME}\0`))).toMatchObject([{ path: 'pixels' }]);
    const behind = Buffer.concat([bare, utf8('\0\0\0\u001Afree'), utf8(NAME)]);
    expect(await scan('a.avif', behind)).toMatchObject([{ term: 'client' }]);
  });

  test.each(['png', 'jpeg', 'webp', 'gif'] as const)('what trails behind %s', async (format) => {
    const plain = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#111' } })
      .toFormat(format)
      .toBuffer();
    expect(await scan(`a.${format}`, plain)).toEqual([]);
    expect(await scan(`a.${format}`, Buffer.concat([plain, utf8(NAME)]))).toMatchObject([
      { term: 'client' },
    ]);
  });

  test('a compressed text chunk of PNG', async () => {
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#111' } })
      .png()
      .toBuffer();
    const data = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(NAME)]);
    const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('zTXt'), data, Buffer.alloc(4)]);
    chunk.writeUInt32BE(data.length, 0);
    // Behind the header chunk: 8 bytes of signature and 25 of IHDR.
    const planted = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
    expect(await scan('a.png', planted)).toMatchObject([
      { term: 'client', path: 'metadata/zTXt/inflated' },
    ]);
  });
});

describe('what cannot be read is refused:', () => {
  const png = sharp({ create: { width: 40, height: 30, channels: 3, background: '#385' } })
    .png()
    .toBuffer();
  test('a cut picture', async () => {
    expect(await scan('a.png', (await png).subarray(0, 60))).toMatchObject([
      { rule: 'unreadable-file' },
    ]);
  });

  test('an unknown format, and archives among them', async () => {
    for (const start of ['PK\u0003\u0004\u0000', '\u0000\u0001\u0002'])
      expect(await scan('a.bin', start)).toMatchObject([{ rule: 'unreadable-file' }]);
  });

  test('damaged gzip, and gzip that unfolds beyond the limit', async () => {
    const bomb = gzipSync(new Uint8Array(70 * 1024 * 1024));
    const smallBomb = gzipSync(new Uint8Array(16 * 1024 * 1024));
    for (const bytes of [gzipSync('abc').subarray(0, 15), bomb, smallBomb])
      expect(await scan('a.gz', bytes)).toMatchObject([{ rule: 'unreadable-file' }]);
  });

  test('files that belong to the workshop', async () => {
    for (const path of ['.env', 'a/.git/config', '.DS_Store', 'page.html~', 'key.pem'])
      expect(await scan(path, 'x')).toMatchObject([{ rule: 'stray-file' }]);
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n';
    expect(await scan('id', key)).toMatchObject([{ rule: 'stray-file' }]);
    expect(await scan('manual.txt', `Such as:\n${key}`)).toEqual([]);
  });
});

describe('pixels are read by the port,', () => {
  const png = sharp({ create: { width: 9, height: 9, channels: 3, background: '#111' } })
    .png()
    .toBuffer();
  const shows = (text: string) => ({
    readPixels: () => Promise.resolve([{ kind: 'text', name: 'words', text } as const]),
  });

  test('of an image at any depth', async () => {
    const ports = shows(`by ${NAME}`);
    expect(await scan('a.png', await png, [TERM], ports)).toMatchObject([{ path: 'pixels/words' }]);
    expect(await scan('a.gz', gzipSync(await png), [TERM], ports)).toMatchObject([
      { path: 'gzip/pixels/words', way: ['gzip', 'pixels', 'words'] },
    ]);
    expect(await scan('a.txt', 'no image', [TERM], ports)).toEqual([]);
  });

  test('misread as they may be, and what they show is a finding as such', async () => {
    const layers: Layer[] = [
      { kind: 'text', name: 'eng', text: 'by Qu0rvexi1 Marltirne.', isSeen: true },
      { kind: 'sight', name: '', rule: 'client-logo', term: 'logo' },
      { kind: 'sight', name: '', rule: 'recoverable-blur', term: null },
    ];
    const readPixels = () => Promise.resolve(layers);
    expect(await scan('a.png', await png, [TERM], { readPixels })).toMatchObject([
      { rule: 'confidential-term', term: 'client', severity: 'error', path: 'pixels/eng' },
      { rule: 'client-logo', term: 'logo', severity: 'error', path: 'pixels' },
      { rule: 'recoverable-blur', term: null, severity: 'warning' },
    ]);
    const elsewhere = { ...TERM, forbiddenIn: () => false };
    expect(await scan('a.png', await png, [elsewhere], { readPixels })).toHaveLength(2);
  });

  test('and two letters are a doubt in a sentence, and nothing by themselves', async () => {
    const readPixels = () =>
      Promise.resolve([
        { kind: 'text', name: 'a', text: 'x |~ QX\n\n! QX 7', isSeen: true },
        { kind: 'text', name: 'b', text: 'what we did for QX in March', isSeen: true },
      ] as const);
    const short: GateTerm = { id: 'short', writings: ['QX'], kind: 'name' };
    expect(await scan('a.png', await png, [short], { readPixels })).toMatchObject([
      { severity: 'warning', path: 'pixels/b' },
    ]);
  });

  test('and what it cannot read is refused', async () => {
    for (const error of [new Unreadable('has too many pixels'), new Error(NAME)]) {
      const readPixels = () => Promise.reject(error);
      const findings = await scan('a.png', await png, [TERM], { readPixels });
      expect(findings).toMatchObject([{ rule: 'unreadable-file', severity: 'error' }]);
      expect(printed(findings)).not.toContain(NAME);
    }
  });
});

test('a file that takes too long is refused', async () => {
  let now = 0;
  const clockMs = () => (now += LIMITS.timeMs);
  expect(await scan('a.html', '<p>a<p title="b">c', [TERM], { clockMs })).toMatchObject([
    { rule: 'unreadable-file' },
  ]);
});

test('a term that is forbidden in some files only is looked for in those only', async () => {
  const term: GateTerm = { ...TERM, forbiddenIn: (file) => file.startsWith('work/') };
  expect(await scan('index.html', NAME, [term])).toEqual([]);
  expect(await scan('work/index.html', NAME, [term])).toHaveLength(1);
});

test('a finding points at its line and column', async () => {
  expect(await scan('a.txt', `one\ntwo ${NAME}`)).toMatchObject([
    { line: 2, column: 5, offset: 8 },
  ]);
});

test('neighbours of a finding are masked too', async () => {
  const [finding] = await scan('a.txt', `QVXM and ${NAME} and QVXM`);
  expect(finding?.snippet).toBe('▇▇▇ and ▇▇▇ and ▇▇▇');
});

test.prop([fc.string(), fc.string(), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })])(
  'a term between any texts is found in any case, and never printed',
  async (before, after, upper) => {
    const name = [...NAME]
      .map((letter, index) => (upper[index] ? letter.toUpperCase() : letter))
      .join('');
    // A letter right before or after would make it part of a longer word.
    const findings = await scan(
      'a.txt',
      `${before.replace(/[<&\\%]/g, '')} ${name} ${after.replace(/[<&\\%]/g, '')}`,
    );
    expect(findings.some(({ term }) => term === 'client')).toBe(true);
    expect(printed(findings)).not.toMatch(/quorvexil|maritime/i);
  },
);

test.prop([fc.uint8Array({ maxLength: 4096 })])('no bytes make a scan throw', async (bytes) => {
  await expect(scan('a.bin', bytes)).resolves.toBeDefined();
});

const MAGIC = [
  '\u0089PNG\r\n\u001A\n',
  '\u00FF\u00D8\u00FF',
  'RIFF\u0010\u0000\u0000\u0000WEBP',
  'GIF89a',
  '\u0000\u0000\u0000\u0018ftypavif',
  'wOF2',
  '\u001F\u008B\u0008',
];

test.prop([fc.constantFrom(...MAGIC), fc.uint8Array({ maxLength: 2048 })])(
  'nor do bytes that begin like a known format',
  async (magic, rest) => {
    const bytes = Uint8Array.from(
      [...magic].map((letter) => letter.charCodeAt(0)).concat([...rest]),
    );
    await expect(scan('a', bytes)).resolves.toBeDefined();
  },
);

test('each format is read by one decoder', () => {
  expect(new Set(FILE_DECODERS.map(({ name }) => name)).size).toBe(FILE_DECODERS.length);
});

describe('a program that holds no content', () => {
  const program = `const page = "&lt;${encodeURIComponent(NAME)}&gt;";`;
  const scanAround = async (text: string) => {
    const file = { path: 'a.js', bytes: utf8(text) };
    return (await scanFiles([file], [TERM], decompress, { programs: [program] })).findings;
  };

  test('is searched as it stands and not decoded; all around it is', async () => {
    expect(await scanAround(program)).toEqual([]);
    expect(await scanAround(`${program} /* ${NAME} */`)).toHaveLength(1);
    expect(await scanAround(`${program} "${encodeURIComponent(NAME)}"`)).toHaveLength(1);
    expect(await scanAround(program.slice(1))).toHaveLength(1);
  });
});

test('what pictures hold beside themselves is found where they must not', async () => {
  const bytes = await picture('jpeg');
  const scanned = (pictures?: { credentials: boolean }) =>
    scanFiles([{ path: 'a.jpg', bytes }], [], decompress, pictures ? { pictures } : {});
  expect((await scanned()).findings).toEqual([]);
  expect((await scanned({ credentials: false })).findings).toMatchObject([
    { rule: 'unexpected-metadata', path: 'APP1' },
  ]);
});

test('a picture that was clean where anything may be in it is looked at where it may not', async () => {
  const contexts: string[] = [];
  const clean = {
    under(context: string) {
      contexts.push(context);
      return { of: () => ({ isKnown: false, keep: () => undefined }) };
    },
  };
  await scanFiles([], [], { ...decompress, clean });
  await scanFiles([], [], { ...decompress, clean }, { pictures: { credentials: false } });
  await scanFiles([], [], { ...decompress, clean }, { pictures: { credentials: true } });
  expect(new Set(contexts).size).toBe(3);
});

test('a mistake in a reader leaves one file unread, and says where it was made', async () => {
  const files = [
    { path: 'a.gz', bytes: new Uint8Array(gzipSync('a')) },
    { path: 'b.txt', bytes: utf8(`for ${NAME}`) },
  ];
  const wrong: Decompressor = () => ({ bytes: null as never, used: 0 });
  const { findings } = await scanFiles(files, [TERM], { ...decompress, inflateRaw: wrong });
  expect(findings).toMatchObject([
    { file: 'a.gz', rule: 'unreadable-file', hint: expect.stringMatching(/TypeError, .*\.ts:\d/) },
    { file: 'b.txt', rule: 'confidential-term' },
  ]);
});
