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

const SECRET = {
  id: 'agr-1/client',
  writings: ['Quorvexil'],
  kind: 'name',
  forbidden: 'everywhere',
} as const;

function contentWith(picturesUnread: string | undefined): Content {
  // What is not looked at here is left out.
  return {
    portfolio: { profile: { picturesUnread } },
    published: { secrets: [SECRET] },
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
