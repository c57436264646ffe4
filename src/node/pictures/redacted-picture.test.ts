import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { RedactedImage } from '../../disclosure/redacted-image.ts';
import { redactedPicture } from './redacted-picture.ts';

test('languages of a text that paint one picture at once all get it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'redacted-'));
  // Another picture each time: none is kept yet.
  const raw = { width: 64, height: 48, channels: 3 } as const;
  await sharp(randomBytes(64 * 48 * 3), { raw })
    .png()
    .toFile(join(dir, 'board.png'));
  const redaction = RedactedImage.parse({
    src: './board.png',
    alt: 'A board',
    regions: '16,16,16,16',
    reason: 'F',
  });
  const texts = Array.from({ length: 12 }, (_each, index) => join(dir, `${index}.mdx`));
  const [first = '', ...others] = await Promise.all(
    texts.map((text) => redactedPicture(text, redaction)),
  );
  expect(new Set(others)).toEqual(new Set([first]));
  expect(await sharp(first).metadata()).toMatchObject({ format: 'png', width: 64, height: 48 });
  await rm(first);
  await rm(dir, { recursive: true });
});
