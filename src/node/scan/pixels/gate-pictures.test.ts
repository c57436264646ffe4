import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { renderSVG } from 'uqr';
import { expect, test } from 'vitest';
import { scanFiles } from '../../../gate/index.ts';
import { gateTerms } from '../../../release/gate-terms.ts';
import type { Content } from '../../content/content.ts';
import { gatePictures } from './gate-pictures.ts';
import { readLogo } from './logo-file.ts';

const SECRET = {
  id: 'agr-1/client',
  writings: ['Quorvexil'],
  kind: 'name',
  forbidden: 'everywhere',
} as const;

function contentWith(picturesUnread?: string): Content {
  // What is not looked at here is left out.
  return {
    portfolio: { profile: { picturesUnread } },
    published: { secrets: [SECRET] },
    logos: [],
  } as unknown as Content;
}

test('pictures are read unless the profile says why not, and the reason is told', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'colophon-gate-pictures-'));
  const code = renderSVG('https://example.org/quorvexil');
  const bytes = new Uint8Array(
    await sharp(Buffer.from(code)).resize(300).flatten({ background: '#fff' }).png().toBuffer(),
  );
  await writeFile(join(dir, 'a.png'), bytes);
  const scan = async (reason?: string) => {
    const pictures = gatePictures(contentWith(reason), dir, { step: () => undefined });
    const note = await pictures.readPictures(['a.png']);
    const { findings } = await scanFiles(
      [{ path: 'a.png', bytes }],
      gateTerms([SECRET]),
      pictures.ports,
    );
    await pictures.close();
    return { note, terms: findings.map(({ term }) => term) };
  };
  expect(await scan()).toEqual({ note: '1 read', terms: ['agr-1/client'] });
  expect(await scan('drawn by me')).toEqual({ note: 'not read, because: drawn by me', terms: [] });
  await rm(dir, { recursive: true });
});

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" width="90" height="90"><path d="M10 80 45 10 80 80 45 55z"/></svg>';

test.each([
  ['may be named nowhere', 'everywhere', ['agr-1/logo-1']],
  ['is named on some page', ['another-work'], []],
] as const)('a logo is looked for while its client %s', async (_when, forbidden, found) => {
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#eee' } });
  const drawn = picture.composite([{ input: Buffer.from(LOGO), left: 210, top: 120 }]);
  const bytes = new Uint8Array(await drawn.png().toBuffer());
  const logo = await readLogo('agr-1/logo-1', Buffer.from(LOGO));
  const content = {
    ...contentWith(),
    published: { secrets: [{ ...SECRET, forbidden }] },
    logos: [{ agreement: 'agr-1', logo }],
  } as unknown as Content;
  const pictures = gatePictures(content, '', { step: () => undefined });
  const { findings } = await scanFiles([{ path: '_astro/a.png', bytes }], [], pictures.ports);
  await pictures.close();
  expect(findings.map(({ term }) => term)).toEqual(found);
});
