import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createAuthor } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { readWholeImage } from '../../marks/index.ts';
import { CARD_SIZE } from '../../site/cards/card.ts';
import type { SiteCard } from '../../site/cards/site-cards.ts';
import { cardPictures } from './card-pictures.ts';
import { openImage } from './image-pixels.ts';

const author = createAuthor(new Uint8Array(32).fill(5), {
  name: 'Ada',
  site: 'https://a.example/',
});
const card = (title: string, locale: SiteCard['locale'] = 'en'): SiteCard => ({
  file: 'cards/en/case-studies/yard.jpg',
  locale,
  work: 'yard',
  label: 'Case study',
  title: [title],
  name: 'Ada',
  host: 'a.example',
});

test.each([
  ['en', 'Two customs houses, one ledger'],
  ['ja', '港の記録を全文検索に開く'],
  ['ru', 'Гербарий на шесть миллионов листов'],
] as const)(
  'a card in %s is a picture of its size that carries its mark',
  async (locale, title) => {
    const [made] = await cardPictures([card(title, locale)], author);
    if (!made) throw new Error('no card');
    const { width, height, format } = await sharp(made.bytes).metadata();
    expect({ width, height, format }).toEqual({ ...CARD_SIZE, format: 'jpeg' });
    const pixels = await openImage({ bytes: made.bytes });
    const reading = pixels && readWholeImage(pixels, author.detectionKey);
    expect(reading && toHex(reading.id)).toBe(made.id);
  },
);

test('the same card is the same file', async () => {
  const [first, second] = await cardPictures([card('Yard'), card('Yard')], author);
  expect(Buffer.compare(first?.bytes ?? Buffer.of(1), second?.bytes ?? Buffer.of(2))).toBe(0);
});

test('a letter that no font has stops the build, named with its page', async () => {
  await expect(cardPictures([card('Yard ᚠ')], author)).rejects.toThrow(
    'cards/en/case-studies/yard.jpg: no font of the site has `ᚠ` (U+16A0)',
  );
});
