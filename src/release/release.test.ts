import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAuthor } from '../authorship/index.ts';
import { toBase64url } from '../bytes/base64.ts';
import type { PagePlan, Secret } from '../disclosure/index.ts';
import { detachedJws, manifestText } from './manifest.ts';
import { isFileOfWork, pagePath } from './page-path.ts';
import { release } from './release.ts';
import type { ReleaseInput, ReleasePorts } from './release.ts';
import { findWithheldImages } from './withheld-images.ts';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada',
  site: 'https://a.example/',
});
const plan: PagePlan = {
  kind: 'case-studies',
  work: 'yard',
  locale: 'en',
  lang: 'en',
  original: 'en',
  acrostic: null,
  eggs: [],
  wordings: [],
};
const words = Array.from({ length: 120 }, (_each, index) => `word${index}`).join(' ');
const PAGE = `<!doctype html><html lang="en"><body><article><p>${words}</p></article></body></html>`;

const input: ReleaseInput = {
  author,
  siteUrl: 'https://a.example/',
  defaultLocale: 'en',
  plans: [plan],
  secrets: [],
  knownWorks: [],
  withheldPictures: [],
  findingKey: new Uint8Array(32),
  acceptedFindings: new Set(),
  withheldImages: [],
  shownImages: new Set(),
  images: [],
  documents: [],
  cards: new Map(),
  deliveries: [],
  sealed: [],
  credentials: null,
  publicMetadata: 'clean',
  works: [
    {
      work: 'yard',
      claims: { title: { en: 'The yard of Quorvexil' } },
      open: new Set(),
      isPublic: true,
      plans: [plan],
    },
  ],
  ledger: { versions: [], witnesses: [], published: [], keys: [author.publicKey] },
  ledgerOpenings: null,
  rotations: [],
  roots: [],
  pagePrograms: [],
  verifier: 'const knowledge = `colophon:knowledge`;',
};

/** Nothing in these folders is compressed. */
function refuse(): never {
  throw new Error('not expected');
}

function fake(files: Record<string, string>) {
  const log: string[] = [];
  const folder = new Map<string, Uint8Array>(
    Object.entries(files).map(([file, text]) => [file, new TextEncoder().encode(text)]),
  );
  const ports: ReleasePorts = {
    list: async () => [...folder.keys()].toSorted(),
    async read(file) {
      const bytes = folder.get(file);
      if (!bytes) throw new Error(`no ${file}`);
      return bytes;
    },
    async write(file, bytes) {
      folder.set(file, bytes);
    },
    async remove(file) {
      folder.delete(file);
    },
    sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
    async indexPages() {
      const page = new TextDecoder().decode(folder.get('case-studies/yard/index.html'));
      log.push(/[\u200B-\u200E]/.test(page) ? 'index of marked text' : 'index of clean text');
      return 1;
    },
    readImageId: async () => null,
    isUnmarkable: async () => false,
    async keepVersion({ number }) {
      log.push(`version ${number} kept`);
    },
    async promote() {
      log.push('promote');
    },
    decompress: {
      inflateRaw: refuse,
      inflate: refuse,
      brotli: refuse,
      zstd: refuse,
      clockMs: () => 0,
    },
    fonts: { faces: [], subset: refuse },
    smallPicture: async () => null,
    readPictures: async (pictures: readonly string[]) => {
      log.push(`pictures ${pictures.join()}`);
      return '';
    },
    progress: { phase: () => {}, step: () => {}, result: () => {} },
  };
  return { ports, log, folder };
}

const files = { 'case-studies/yard/index.html': PAGE, 'index.html': '<p>hello</p>' };
const secret: Secret = {
  id: 'agr-1/client',
  writings: ['Quorvexil'],
  kind: 'name',
  forbidden: 'everywhere',
};

describe('a release', () => {
  test('indexes the clean text, and promotes last', async () => {
    const { ports, log, folder } = fake(files);
    expect(await release(input, ports)).toMatchObject({ status: 'released', marks: 1 });
    expect(log).toEqual(['index of clean text', 'pictures ', 'version 1 kept', 'promote']);
    expect([...folder.keys()]).toContain('.well-known/colophon/manifest.jws');
  });

  test('with a finding is refused, and nothing is put in place', async () => {
    const { ports, log } = fake({ ...files, 'about.html': '<p>Quorvexil</p>' });
    expect(await release({ ...input, secrets: [secret] }, ports)).toMatchObject({
      status: 'refused',
      findings: [{ term: 'agr-1/client' }],
    });
    expect(log).not.toContain('promote');
  });

  test('with a finding that the author has accepted by its id goes through, and says so', async () => {
    const leaking = { ...files, 'about.html': '<p>Quorvexil</p>' };
    const refused = await release({ ...input, secrets: [secret] }, fake(leaking).ports);
    const [finding] = refused.findings;
    const acceptedFindings = new Set([finding?.id ?? '']);
    const released = await release(
      { ...input, secrets: [secret], acceptedFindings },
      fake(leaking).ports,
    );
    expect(released).toMatchObject({ status: 'released', findings: [], accepted: [finding] });
    const more = { ...leaking, 'more.html': '<p>Quorvexil</p>' };
    const other = await release(
      { ...input, secrets: [secret], acceptedFindings },
      fake(more).ports,
    );
    expect(other).toMatchObject({ status: 'refused', findings: [{ file: 'more.html' }] });
  });

  test('whose mark is lost on the way to the disk is refused', async () => {
    const { ports, log, folder } = fake(files);
    const losing: ReleasePorts = {
      ...ports,
      async write(file, bytes) {
        const text = new TextDecoder().decode(bytes).replace(/[\u200B-\u200E\u2060]/g, '');
        folder.set(file, new TextEncoder().encode(text));
      },
    };
    expect(await release(input, losing)).toMatchObject({
      status: 'refused',
      findings: [{ rule: 'mark-lost', path: 'text' }],
    });
    expect(log).not.toContain('promote');
  });

  test('that fails in any step is not put in place', async () => {
    for (const step of ['list', 'read', 'write', 'sha256', 'indexPages'] as const) {
      const { ports, log } = fake(files);
      const broken = { ...ports, [step]: () => Promise.reject(new Error('no space left')) };
      await expect(release(input, broken)).rejects.toThrow('no space left');
      expect(log).not.toContain('promote');
    }
  });

  test('names the page that cannot carry its mark', async () => {
    const { ports } = fake({
      ...files,
      'case-studies/yard/index.html': '<article><p>short</p></article>',
    });
    await expect(release(input, ports)).rejects.toThrow(/^case-studies\/yard\/index\.html: /);
  });
});

test('a term is forbidden on all pages of a work and on no others', () => {
  expect(isFileOfWork('ja/case-studies/yard/index.html', 'yard')).toBe(true);
  expect(isFileOfWork('talks/yard/one.ics', 'yard')).toBe(true);
  expect(isFileOfWork('case-studies/yard-two/index.html', 'yard')).toBe(false);
  expect(isFileOfWork('index.html', 'yard')).toBe(false);
  expect(pagePath({ ...plan, locale: 'ja' }, 'en')).toBe('ja/case-studies/yard/index.html');
});

test('the manifest has one order, and its signature is plain JWS', () => {
  const text = manifestText([
    { file: 'b', sha256: '1' },
    { file: 'a', sha256: '2' },
  ]);
  expect(text).toBe('{"files":{"a":"2","b":"1"},"format":"colophon-manifest/1"}\n');
  const [header = '', , signature = ''] = detachedJws(text, author).split('.');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(author.publicKey) },
    format: 'jwk',
  });
  const signed = Buffer.from(`${header}.${Buffer.from(text).toString('base64url')}`);
  expect(verify(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
});

describe('a withheld picture', () => {
  const withheld = [{ name: 'flame.webp', sha256: 'aa'.repeat(32) }];
  const find = (file: string, sha256 = 'bb'.repeat(32), shown: string[] = []) =>
    findWithheldImages([{ file, sha256 }], withheld, new Set(shown));

  test('is found by its bytes anywhere, and by its name among derived pictures', () => {
    expect(find('a.bin', 'aa'.repeat(32))).toHaveLength(1);
    expect(find('_astro/flame.Bk3d_Z1x.webp')).toHaveLength(1);
    expect(JSON.stringify(find('_astro/flame.Bk3d_Z1x.webp'))).not.toContain('flame');
  });

  test('and a picture that merely has the same name as one that is shown is not', () => {
    expect(find('_astro/flame.Bk3d_Z1x.webp', undefined, ['flame.png'])).toEqual([]);
    expect(find('_astro/flames.Bk3d_Z1x.webp')).toEqual([]);
  });
});
