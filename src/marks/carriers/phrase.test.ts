import { ed25519 } from '@noble/curves/ed25519.js';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromBase64url, toBase64url } from '../../bytes/base64.ts';
import { fromHex } from '../../bytes/hex.ts';
import { deriveEggKey, openEgg } from '../egg.ts';
import { deriveKeys, keyedHash } from '../keys.ts';
import { phrase, readEggs, seal } from './phrase.ts';
import type { EggMark, EggSealer } from './phrase.ts';
import vectors from './vectors/phrase.json' with { type: 'json' };

const keys = deriveKeys(new Uint8Array(32).fill(7));
const { detection: otherKey } = deriveKeys(new Uint8Array(32).fill(8));
const derived = new Map<string, Promise<CryptoKey>>();
const sealer: EggSealer = {
  detectionKey: keys.detection,
  sign: (bytes) => ed25519.sign(bytes, keys.signing),
  blind: (domain, bytes) => keyedHash(keys.covert, domain, bytes),
  // The real derivation, once for each phrase and salt.
  eggKeys: (words, salt) => {
    const name = `${words} ${salt}`;
    const key = derived.get(name) ?? deriveEggKey(words, salt);
    derived.set(name, key);
    return key;
  },
};
const WORDS = 'Quiet harbour  seven Lanterns';
const egg: EggMark = {
  egg: 'lantern',
  id: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]),
  phrase: WORDS,
  statement: {
    version: 1,
    work: 'quay-scheduler',
    statement: 'I wrote this, and I am glad you looked.',
    name: 'Ada Example',
    key: toBase64url(ed25519.getPublicKey(keys.signing)),
  },
};
const page =
  '<!doctype html><article><p>Text.</p><colophon-egg data-egg="lantern" data-label="x"></colophon-egg></article>';
const embed = (html: string, eggs: readonly EggMark[] = [egg]) =>
  phrase.embed(html, { eggs, sealer });
const open = (sealed: string, words: string) => openEgg(sealed, words, sealer.eggKeys);

test('the phrase opens a signed statement, however it is typed', async () => {
  const sealed = await seal(egg, sealer);
  const opened = { status: 'opened', statement: egg.statement, isSigned: true };
  expect(await open(sealed, WORDS)).toEqual(opened);
  expect(await open(sealed, ' QUIET harbour seven\u3000ＬＡＮＴＥＲＮＳ\n')).toEqual(opened);
  expect(await open(sealed, 'quiet harbour seven lantern')).toEqual({ status: 'wrong-phrase' });
});

test('the page holds the egg and nothing that says what is in it', async () => {
  const html = await embed(page);
  expect(html.replace(/ data-sealed="[\w-]+"/, '')).toBe(page);
  const hidden = atob(
    html
      .match(/data-sealed="([\w-]+)"/)?.[1]
      ?.replace(/-/g, '+')
      .replace(/_/g, '/') ?? '',
  );
  for (const secret of ['glad', 'Ada', 'quay', 'harbour'])
    expect(html + hidden).not.toContain(secret);
  expect(phrase.read(html, keys.detection)).toMatchObject({
    status: 'marked',
    sightings: [{ id: egg.id }],
  });
  expect(phrase.read(html, otherKey)).toEqual({ status: 'damaged' });
  expect(phrase.read(page, keys.detection)).toEqual({ status: 'unmarked' });
});

test('sealing again gives the same page', async () => {
  const html = await embed(page);
  expect(await embed(html)).toBe(html);
  expect(await embed(page)).toBe(html);
});

test('another content has another IV, and its length does not show', async () => {
  const statement = { ...egg.statement, statement: 'Something else altogether.' };
  const [one, other] = [await seal(egg, sealer), await seal({ ...egg, statement }, sealer)].map(
    fromBase64url,
  );
  expect(other).toHaveLength(one?.length ?? 0);
  expect(other?.slice(33, 45)).not.toEqual(one?.slice(33, 45));
});

test.prop([fc.nat(2000), fc.integer({ min: 1, max: 255 })], { numRuns: 40 })(
  'a changed byte is noticed, by the tag and by the cipher',
  async (at, change) => {
    const bytes = fromBase64url(await seal(egg, sealer)) ?? new Uint8Array();
    const place = at % bytes.length;
    bytes[place] = (bytes[place] ?? 0) ^ change;
    const sealed = toBase64url(bytes);
    expect(readEggs(`<colophon-egg data-egg="x" data-sealed="${sealed}">`, keys.detection)).toEqual(
      [],
    );
    // Bytes 9 to 16 are the tag, which only readers with the detection key check.
    if (place < 9 || place >= 33) expect((await open(sealed, WORDS)).status).not.toBe('opened');
  },
);

test('a statement somebody else signed, or changed, is not signed', async () => {
  const other = ed25519.utils.randomSecretKey();
  const forged = await seal(egg, { ...sealer, sign: (bytes) => ed25519.sign(bytes, other) });
  expect(await open(forged, WORDS)).toMatchObject({ status: 'opened', isSigned: false });
});

test('an egg without a place, with two, and a place without an egg are refused', async () => {
  const place = '<colophon-egg data-egg="lantern"></colophon-egg>';
  await expect(embed('<p>no place</p>')).rejects.toMatchObject({ code: 'EGG_NOT_PLACED' });
  await expect(embed(place + place)).rejects.toMatchObject({
    code: 'EGG_NOT_PLACED',
    hint: expect.stringContaining('<EasterEgg id="lantern" />'),
  });
  await expect(embed(page, [])).rejects.toMatchObject({ code: 'EGG_NOT_PLANNED' });
});

test.prop([fc.string({ unit: 'binary' }), fc.base64String()])(
  'no string makes reading throw',
  async (text, sealed) => {
    expect(phrase.read(text, keys.detection).status).toBe('unmarked');
    const html = `<colophon-egg data-sealed="${sealed}${text}"></colophon-egg>`;
    expect(readEggs(html, keys.detection)).toEqual([]);
    expect((await openEgg(text, WORDS)).status).toBe('malformed');
  },
);

test.each(vectors)(
  'published vector: $name',
  async ({ sealed, phrase: words, statement, seedHex }) => {
    expect(await openEgg(sealed, words)).toEqual({ status: 'opened', statement, isSigned: true });
    const { detection } = deriveKeys(fromHex(seedHex) ?? new Uint8Array());
    expect(
      readEggs(`<colophon-egg data-sealed="${sealed}"></colophon-egg>`, detection),
    ).toHaveLength(1);
  },
);
