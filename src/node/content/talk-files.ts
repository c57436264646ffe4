import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeckFile } from '../../disclosure/index.ts';
import type { Problem } from '../../disclosure/problem.ts';
import type { SourceDeck, TalkFiles } from '../../disclosure/sources.ts';
import type { Locale } from '../../schemas/locale.ts';
import { LOCALES } from '../../schemas/locale.ts';
import type { Cue } from '../../schemas/public.ts';
import { Deck } from '../../schemas/talk.ts';
import type { Talk } from '../../schemas/talk.ts';
import { readCaptions } from './captions.ts';
import { deckProblems } from './content-checks.ts';
import { fileProblems, pictureFileProblems } from './picture-checks.ts';
import { readFrontMatter } from './front-matter.ts';
import { parseBody } from './mdx-body.ts';
import { pdfFault } from '../pdf/pdf-document.ts';
import { validate } from './yaml.ts';

/** What lies beside the text of a talk, and what is wrong with it. */
export interface TalkFilesRead extends TalkFiles {
  readonly problems: readonly Problem[];
}

/**
 * Reads the slides and captions of a talk, and checks that every file it names is there.
 *
 * @param folder - absolute path of the talk.
 * @param name - @returns a path as messages print it.
 */
export async function readTalkFiles(
  folder: string,
  talk: Talk,
  name: (path: string) => string,
): Promise<TalkFilesRead> {
  const decks = await readDecks(folder, talk, name);
  const captions = await readAllCaptions(folder, talk, name);
  const index = join(folder, 'index.mdx');
  const named = namedFiles(talk).flatMap(([field, path]) =>
    (isPictureField(field) ? pictureFileProblems : fileProblems)(
      { path: index, file: name(index) },
      field,
      path,
    ),
  );
  const pdf = await pdfProblems(folder, talk, name(index));
  const both = talk.slides !== undefined && decks.value.size > 0;
  return {
    decks: decks.value,
    captions: captions.value,
    problems: [
      ...decks.problems,
      ...captions.problems,
      ...named,
      ...pdf,
      ...(both ? [twoDecks(name(index))] : []),
    ],
  };
}

async function pdfProblems(
  folder: string,
  { slides }: Talk,
  file: string,
): Promise<readonly Problem[]> {
  const path = slides === undefined ? null : resolve(folder, slides);
  if (path === null || !existsSync(path)) return [];
  const fault = await pdfFault(await readFile(path));
  return fault ? [{ file, line: null, field: 'slides', ...fault }] : [];
}

function twoDecks(file: string): Problem {
  return {
    file,
    line: null,
    field: 'slides',
    message: 'expected either a PDF or slides.mdx, not both',
    hint: 'Remove the one that you do not show.',
  };
}

const isPictureField = (field: string) => /^photos|poster$/.test(field);

function namedFiles({ photos, recording, slides }: Talk): readonly (readonly [string, string])[] {
  const captions = Object.entries(recording?.captions ?? {});
  return [
    ...photos.map(({ src }, at) => [`photos.${at}.src`, src] as const),
    ...captions.flatMap(([lang, path]) =>
      path ? [[`recording.captions.${lang}`, path] as const] : [],
    ),
    ...(recording ? [['recording.poster', recording.poster] as const] : []),
    ...(recording?.file ? [['recording.file', recording.file] as const] : []),
    ...(slides ? [['slides', slides] as const] : []),
  ];
}

interface Read<Value> {
  readonly value: ReadonlyMap<Locale, Value>;
  readonly problems: readonly Problem[];
}

async function readDecks(
  folder: string,
  talk: Talk,
  name: (path: string) => string,
): Promise<Read<SourceDeck>> {
  const value = new Map<Locale, SourceDeck>();
  const problems: Problem[] = [];
  for (const each of (await readdir(folder)).filter(isDeckFile).toSorted()) {
    const path = join(folder, each);
    const read = await readDeck(path, name(path));
    if ('problems' in read) problems.push(...read.problems);
    else {
      problems.push(...deckProblems(read.deck, talk), ...nameProblems(each, read.lang, name(path)));
      value.set(read.lang, read.deck);
    }
  }
  return { value, problems };
}

async function readDeck(
  path: string,
  file: string,
): Promise<{ deck: SourceDeck; lang: Locale } | { problems: readonly Problem[] }> {
  const parts = readFrontMatter(await readFile(path, 'utf8'), file);
  if ('problems' in parts) return parts;
  const checked = validate(parts.frontMatter.source, Deck);
  if ('problems' in checked) return checked;
  const parsed = parseBody(parts.frontMatter.body);
  if ('fault' in parsed) return { problems: [{ file, field: null, ...parsed.fault }] };
  return { deck: { path, file, body: parsed.body }, lang: checked.value.lang };
}

function nameProblems(name: string, lang: Locale, file: string): readonly Problem[] {
  const stated = /^slides\.([a-z]{2})\.mdx$/.exec(name)?.[1];
  if (stated === undefined || stated === lang) return [];
  return [{ file, line: null, field: 'lang', message: 'expected the language of the file name' }];
}

async function readAllCaptions(
  folder: string,
  { recording }: Talk,
  name: (path: string) => string,
): Promise<Read<readonly Cue[]>> {
  const value = new Map<Locale, readonly Cue[]>();
  const problems: Problem[] = [];
  for (const lang of LOCALES) {
    const path = resolve(folder, recording?.captions?.[lang] ?? '');
    if (!recording?.captions?.[lang] || !existsSync(path)) continue;
    const read = readCaptions(await readFile(path, 'utf8'), name(path));
    if ('problems' in read) problems.push(...read.problems);
    else value.set(lang, read.cues);
  }
  return { value, problems };
}
