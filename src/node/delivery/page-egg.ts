import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { deliveredMark, hiddenMark } from '../../authorship/index.ts';
import type { Author, DeliveredMark } from '../../authorship/index.ts';
import { toBase64url } from '../../bytes/base64.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { EGG_WORDS } from '../../site/egg-words.ts';
import type { PageEggWords } from '../../site/egg-words.ts';
import type { Secret } from '../../disclosure/index.ts';
import { scanFiles } from '../../gate/index.ts';
import { findSealed, normalizePhrase, openEgg, seal } from '../../marks/index.ts';
import { gateTerms } from '../../release/gate-terms.ts';
import type { Locale } from '../../schemas/locale.ts';
import { bundle } from '../bundle.ts';
import { BrokenInput } from '../command.ts';
import { decompress } from '../scan/decompress.ts';
import { sha256 } from '../files/sha256.ts';

type EggMark = Extract<DeliveredMark, { carrier: 'phrase' }>;

/** What an egg for somebody else's page is made from. */
export interface PageEggWish {
  readonly author: Author;
  readonly work: string;
  /** The mark that is on record already, with the phrases of the eggs before. */
  readonly known: EggMark | null;
  /** null: drawn from the seed, the same each time. */
  readonly phrase: string | null;
  /** null: a sentence with the author's name. */
  readonly statement: string | null;
  readonly lang: Locale;
  /** What agreements keep confidential: none of it may be in an egg. */
  readonly secrets: readonly Secret[];
}

/** A script to be put into a page, and the mark that opens it. */
export interface PageEgg {
  readonly script: string;
  readonly mark: EggMark;
  /** The phrase that opens this one. */
  readonly phrase: string;
  /** Bytes, after gzip. */
  readonly size: number;
}

/** Promised to whoever takes the script into a page; after gzip. */
const MAX_SIZE = 4096;
const PHRASE_LENGTH = { min: 10, max: 200 } as const;
/** Of 2048 each: 55 bits, behind 600,000 rounds for each guess. */
const DRAWN_WORDS = 5;
const PADDING = 256;
const PLACE = /(["'`])colophon:egg\1/;

/**
 * Makes an egg that stands in one script of its own.
 *
 * @throws BrokenInput if the phrase is weak, or the statement is too long or confidential.
 */
export async function makePageEgg(wish: PageEggWish): Promise<PageEgg> {
  const { author, work, known, lang } = wish;
  const phrase = wish.phrase === null ? drawPhrase(author, work) : checkedPhrase(wish.phrase);
  const statement = wish.statement ?? STATEMENTS[lang](author);
  await refuseConfidential({ phrase, statement }, wish.secrets);
  const { id, key } = known ?? deliveredMark(author, work, 'phrase');
  const hidden = hiddenMark({ id, key });
  const sealed = await seal(
    {
      egg: 'page',
      id: hidden.id,
      phrase,
      // Not the slug of the work: it may say whose it is.
      statement: {
        version: 1,
        work: id,
        statement,
        name: author.name,
        key: toBase64url(author.publicKey),
      },
      padding: PADDING,
    },
    { ...author, detectionKey: hidden.key },
  );
  const script = (await program()).replace(PLACE, () =>
    literal({ sealed, lang, words: wordsOf(lang) }),
  );
  const size = gzipSync(script, { level: 9 }).length;
  if (size > MAX_SIZE)
    throw new BrokenInput(`the egg takes ${size} bytes after gzip, and may take ${MAX_SIZE}`, {
      hint: 'Write a shorter statement.',
    });
  await readBack(script, { hidden, phrase, author });
  const phrases = [phrase, ...(known?.phrases ?? []).filter((each) => each !== phrase)];
  return {
    script,
    mark: { carrier: 'phrase', id, key, phrases: phrases.slice(0, 20) },
    phrase,
    size,
  };
}

const STATEMENTS: Readonly<Record<Locale, (author: Pick<Author, 'name' | 'site'>) => string>> = {
  en: ({ name, site }) => `I took part in making this page. ${name}, ${site}`,
  ja: ({ name, site }) => `このページの制作に携わりました。${name}、${site}`,
  ru: ({ name, site }) => `Эта страница сделана с моим участием. ${name}, ${site}`,
};

/** @throws BrokenInput if it is not there, or holds more than one line. */
export async function readPhraseFile(path: string): Promise<string> {
  const text = (await readFile(path, 'utf8')).trim();
  if (text !== '' && !text.includes('\n')) return text;
  throw new BrokenInput(`${path}: expected one line, the phrase`);
}

/** @throws BrokenInput if it is not there, or empty. */
export async function readStatementFile(path: string): Promise<string> {
  const text = (await readFile(path, 'utf8')).trim();
  if (text !== '') return text;
  throw new BrokenInput(`${path}: expected a statement, and it is empty`);
}

function drawPhrase(author: Author, work: string): string {
  const bytes = author.blind('egg/1/drawn', toUtf8(work));
  const words = Array.from({ length: DRAWN_WORDS }, (_, index) => {
    const number = ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0);
    return wordlist[number % wordlist.length];
  });
  return words.join(' ');
}

function checkedPhrase(phrase: string): string {
  const { length } = normalizePhrase(phrase);
  if (length >= PHRASE_LENGTH.min && length <= PHRASE_LENGTH.max) return phrase.trim();
  throw new BrokenInput(
    `the phrase has ${length} letters, expected ${PHRASE_LENGTH.min} to ${PHRASE_LENGTH.max}`,
    { hint: 'Whoever guesses it opens the egg: take several words that do not go together.' },
  );
}

async function refuseConfidential(
  { phrase, statement }: { phrase: string; statement: string },
  secrets: readonly Secret[],
): Promise<void> {
  const file = { path: 'egg.txt', bytes: toUtf8(`${phrase}\n${statement}`) };
  const { findings } = await scanFiles([file], gateTerms(secrets), decompress);
  const [first] = findings;
  if (!first) return;
  throw new BrokenInput(`the egg would hold what an agreement withholds: ${first.term}`, {
    hint: 'Write a statement and a phrase without it.',
  });
}

/** One classic script, with a place for what is sealed. */
async function program(): Promise<string> {
  const entry = fileURLToPath(new URL('../../components/page-egg.ts', import.meta.url));
  const code = await bundle({
    build: { target: 'es2022', lib: { entry, formats: ['iife'], name: 'colophonEgg' } },
  });
  if (!PLACE.test(code)) throw new Error('page egg: no place for what is sealed');
  return code;
}

function wordsOf(lang: Locale): PageEggWords {
  const { broken: _broken, ...words } = EGG_WORDS[lang];
  return words;
}

/** JSON is an expression of JavaScript too. No element of HTML can be ended by this one. */
function literal(value: object): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** @throws Error if it does not open again: our own mistake, and nothing to hand out. */
async function readBack(
  script: string,
  of: { hidden: ReturnType<typeof hiddenMark>; phrase: string; author: Author },
): Promise<void> {
  const egg = findSealed(script, of.hidden);
  const opened = egg && (await openEgg(egg.sealed, of.phrase, of.author.eggKeys));
  if (opened?.status !== 'opened' || opened.isSigned !== true)
    throw new Error('page egg: cannot be opened again');
}

/** @returns what the record of a hand-over says of a script. */
export function handedOverEgg(name: string, script: string) {
  const after = sha256(script);
  return { name, before: '', after, carriers: ['phrase'] };
}
