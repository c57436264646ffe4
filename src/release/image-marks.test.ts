import { describe, expect, test } from 'vitest';
import { fromHex } from '../bytes/hex.ts';
import { lostImageMark, pictureNames, readImagesBack } from './image-marks.ts';

const OWN = '0102030405060708';
const FOREIGN = '0807060504030201';
const images = [{ id: OWN, work: 'yard', url: 'https://a.example/yard/' }];

/** @param ids - what is read from each file. */
async function readBack(ids: Readonly<Record<string, string | null>>, unmarkable: string[] = []) {
  const steps: number[] = [];
  const waiting = Object.keys(ids).length;
  const ports = {
    // The first file is read last.
    async readImageId(file: string) {
      for (let turn = Object.keys(ids).indexOf(file); turn < waiting; turn++)
        await Promise.resolve();
      const id = ids[file];
      return id ? fromHex(id) : null;
    },
    isUnmarkable: async (file: string) => unmarkable.includes(file),
    progress: { step: (done: number) => void steps.push(done) },
  };
  const back = await readImagesBack(Object.keys(ids), images, new Uint8Array(32), ports);
  return { ...back, steps };
}

describe('reading images back', () => {
  test('keeps the order of the files, whichever is read first', async () => {
    const { marked, steps } = await readBack({ 'c.webp': OWN, 'a.avif': OWN, '_astro/b.png': OWN });
    expect([...marked.keys()]).toEqual(['c.webp', 'a.avif', '_astro/b.png']);
    expect(steps).toEqual([1, 2, 3]);
  });

  test('misses the mark of a picture that was made for the site', async () => {
    const { lost, unmarked } = await readBack({ '_astro/yard.B_1.jpg': null });
    expect(lost).toEqual(['_astro/yard.B_1.jpg']);
    expect(unmarked).toEqual([]);
    expect(lostImageMark('a.jpg')).toMatchObject({ file: 'a.jpg', rule: 'mark-lost' });
  });

  test('misses none in a picture that could not carry one, or that nobody made', async () => {
    const small = '_astro/dot.B_1.webp';
    const back = await readBack({ [small]: null, 'icon.png': null }, [small]);
    expect(back.lost).toEqual([]);
    expect(back.unmarked).toEqual([small, 'icon.png']);
  });

  test('does not list a mark of a picture that is on no page, and does not look at text', async () => {
    const { marked, unmarked } = await readBack({ '_astro/x.B_1.webp': FOREIGN, 'a.html': OWN });
    expect(marked.size).toBe(0);
    expect(unmarked).toEqual(['_astro/x.B_1.webp']);
  });

  test('names a picture once, as its author does, and a file that was not made as it is', () => {
    const files = ['_astro/the.yard.Bk3d_Z1x.webp', '_astro/the.yard.C-3d_a.avif', 'icon.png'];
    expect(pictureNames(files)).toEqual(['the.yard', 'icon.png']);
  });
});
