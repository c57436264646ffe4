import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { DistinctPictures } from './distinct-pictures.ts';
import type { Eyes } from './distinct-pictures.ts';
import { asCopy } from './look.ts';

/** A picture of one colour with a darker square, so that nothing has to be read to tell it. */
async function picture(width: number, left: number): Promise<Uint8Array> {
  const square = { create: { width: 60, height: 60, channels: 3, background: '#223' } } as const;
  const large = await sharp({
    create: { width: 400, height: 200, channels: 3, background: '#eed' },
  })
    .composite([{ input: await sharp(square).png().toBuffer(), left, top: 60 }])
    .png()
    .toBuffer();
  return new Uint8Array(await sharp(large).resize(width).removeAlpha().png().toBuffer());
}

function eyes(read: Eyes['read']): Eyes {
  return { read, compare: (bytes, larger) => asCopy({ bytes, larger }) };
}

const text = { kind: 'text', name: 'eng', text: 'read', isSeen: true } as const;

describe('of one picture in several sizes', () => {
  test('the one that came first is read, and others say which', async () => {
    const large = await picture(400, 20);
    const distinct = new DistinctPictures(eyes(() => Promise.resolve([text])));
    const load = () => Promise.resolve(large);
    expect(await distinct.read(large, load)).toEqual({ layers: [text], isCopy: false });
    const copy = await distinct.read(await picture(200, 20));
    expect(copy).toEqual({
      layers: [{ ...text, name: 'larger copy of 400×200/eng' }],
      isCopy: true,
    });
    expect(await distinct.read(await picture(200, 320))).toMatchObject({ isCopy: false });
  });

  test('each is read by itself if the first one could not be', async () => {
    const large = await picture(400, 20);
    let count = 0;
    const distinct = new DistinctPictures(
      eyes(() => ((count += 1) === 1 ? Promise.reject(new Error('no')) : Promise.resolve([text]))),
    );
    await expect(distinct.read(large, () => Promise.resolve(large))).rejects.toThrow('no');
    expect(await distinct.read(await picture(200, 20))).toEqual({ layers: [text], isCopy: false });
  });
});
