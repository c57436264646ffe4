import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Root } from 'mdast';
import type { z } from 'zod';
import { isDeckFile } from '../../disclosure/index.ts';
import type { Secret } from '../../disclosure/index.ts';
import type { Problem } from '../../disclosure/problem.ts';
import type {
  Portfolio,
  SourceStudy,
  SourceTalk,
  SourceText,
  SourceWork,
  TalkFiles,
} from '../../disclosure/sources.ts';
import type { Agreement } from '../../schemas/agreement.ts';
import { CaseStudy, CaseStudyTranslation } from '../../schemas/case-study.ts';
import type { Locale } from '../../schemas/locale.ts';
import { LOCALES } from '../../schemas/locale.ts';
import { Profile } from '../../schemas/profile.ts';
import { Talk, TalkTranslation } from '../../schemas/talk.ts';
import { linkProblems, textProblems, workProblems } from './content-checks.ts';
import { pictureFileProblems } from './picture-checks.ts';
import { readFrontMatter } from './front-matter.ts';
import { readRetractions, retractionsFile } from './retractions-file.ts';
import { parseBody } from './mdx-body.ts';
import { readTalkFiles } from './talk-files.ts';
import { readAgreements } from '../vault/agreements.ts';
import type { ClientLogo } from '../vault/client-logos.ts';
import type { Exception } from '../vault/document.ts';
import { printedPath } from './printed-path.ts';
import { readYaml, validate } from './yaml.ts';
import type { YamlSource } from './yaml.ts';

/** The content folder, or everything that is wrong with it. */
export type ContentResult =
  | {
      readonly portfolio: Portfolio;
      /** What the vault forbids everywhere, beside the agreements. */
      readonly terms: readonly Secret[];
      readonly exceptions: readonly Exception[];
      readonly logos: readonly ClientLogo[];
      readonly problems: readonly [];
    }
  | { readonly portfolio: null; readonly problems: readonly Problem[] };

/**
 * Reads and checks a whole content folder. Never stops at the first problem.
 *
 * @param dir - absolute path of the folder that holds `profile.yaml`.
 * @param env - says where the key of a vault is.
 * @throws the system's error for a file that exists but cannot be read; VaultError for a vault that
 *   does not open.
 */
export async function readContentFolder(
  dir: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ContentResult> {
  const reader = new ContentReader(dir, env);
  const portfolio = await reader.read();
  const { terms, exceptions, logos } = reader;
  const problems = reader.placedProblems();
  if (portfolio && problems.length === 0)
    return { portfolio, terms, exceptions, logos, problems: [] };
  return { portfolio: null, problems };
}

/** Collects problems while it reads, so that a run reports them together. */
class ContentReader {
  private readonly problems: Problem[] = [];
  private readonly sources = new Map<string, YamlSource>();
  private readonly dir: string;
  private readonly env: NodeJS.ProcessEnv;
  terms: readonly Secret[] = [];
  exceptions: readonly Exception[] = [];
  logos: readonly ClientLogo[] = [];
  private agreements: ReadonlyMap<string, Agreement> | null = null;
  private agreementIds: ReadonlySet<string> = new Set();

  constructor(dir: string, env: NodeJS.ProcessEnv) {
    this.dir = dir;
    this.env = env;
  }

  async read(): Promise<Portfolio | null> {
    const profilePath = join(this.dir, 'profile.yaml');
    if (!existsSync(profilePath)) {
      this.report(
        profilePath,
        'is missing: every portfolio has one',
        'Begin one with `npm run new -- profile`.',
      );
      return null;
    }
    const profile = await this.readProfile(profilePath);
    await this.readAgreements(profile);
    if (profile) this.checkPictures(profile, profilePath);
    const studies = await this.readWorks<SourceStudy>(
      'case-studies',
      CaseStudy,
      CaseStudyTranslation,
    );
    const talks = await this.readWorks<SourceTalk>('talks', Talk, TalkTranslation);
    this.problems.push(
      ...workProblems([...studies, ...talks], this.agreements && this.agreementIds),
    );
    const folders = await list(join(this.dir, 'case-studies'));
    this.problems.push(...talks.flatMap((talk) => linkProblems(talk, folders)));
    const agreements = this.agreements;
    const retractions = await this.readRetractions([...studies, ...talks]);
    return (
      profile && agreements && { profile, profilePath, agreements, studies, talks, retractions }
    );
  }

  /** @returns all problems; one that knows its field but no line gets that of the field. */
  placedProblems(): readonly Problem[] {
    return this.problems.map((problem) => {
      const { file, line, field } = problem;
      if (line !== null || field === null) return problem;
      return { ...problem, line: this.sources.get(file)?.line(field.split('.')) ?? null };
    });
  }

  /** A vault's key is kept with the author's state, which the site's address tells apart. */
  private async readAgreements(profile: Profile | null): Promise<void> {
    const source = profile && { host: new URL(profile.site).host, env: this.env };
    const { problems, ...read } = await readAgreements(this.dir, source, (path) => this.name(path));
    this.problems.push(...problems);
    this.agreements = read.agreements;
    this.agreementIds = read.ids;
    this.terms = read.terms;
    this.exceptions = read.exceptions;
    this.logos = read.logos;
  }

  private async readRetractions(works: readonly (SourceStudy | SourceTalk)[]) {
    const path = retractionsFile(this.dir);
    const { retractions, problems } = await readRetractions(path, this.name(path), works);
    this.problems.push(...problems);
    return retractions;
  }

  private async readProfile(path: string): Promise<Profile | null> {
    const result = readYaml(await readFile(path, 'utf8'), this.name(path));
    const checked = 'problems' in result ? result : this.validate(result.source, Profile);
    if ('value' in checked) return checked.value;
    this.problems.push(...checked.problems);
    return null;
  }

  private checkPictures({ portrait, speaker }: Profile, path: string): void {
    const place = { path, file: this.name(path) };
    const headshots = (speaker?.headshots ?? []).map(
      ({ src }, at) => [`speaker.headshots.${at}.src`, src] as const,
    );
    const named = [...(portrait ? [['portrait.src', portrait.src] as const] : []), ...headshots];
    this.problems.push(...named.flatMap(([field, src]) => pictureFileProblems(place, field, src)));
  }

  private async readWorks<W extends SourceStudy | SourceTalk>(
    kind: W['kind'],
    factsSchema: typeof CaseStudy | typeof Talk,
    wordsSchema: typeof CaseStudyTranslation | typeof TalkTranslation,
  ): Promise<W[]> {
    const works: W[] = [];
    for (const work of await list(join(this.dir, kind))) {
      const read = await this.readWork(kind, work, factsSchema, wordsSchema);
      // The two schemas of a kind make the facts and words of that kind.
      if (read) works.push(read as unknown as W);
    }
    return works;
  }

  private async readWork(
    kind: SourceWork<unknown, unknown>['kind'],
    work: string,
    factsSchema: typeof CaseStudy | typeof Talk,
    wordsSchema: typeof CaseStudyTranslation | typeof TalkTranslation,
  ) {
    const folder = join(this.dir, kind, work);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(work)) {
      this.report(folder, 'expected a folder named with lower-case letters, digits and hyphens');
      return null;
    }
    const index = join(folder, 'index.mdx');
    if (!existsSync(index)) {
      this.report(index, 'is missing', 'Every work has an index.mdx with its facts.');
      return null;
    }
    const first = await this.readText(index, factsSchema);
    const others: { value: CaseStudyTranslation | TalkTranslation; text: Body }[] = [];
    for (const name of (await list(folder)).filter(isText)) {
      const read = await this.readTranslation(join(folder, name), wordsSchema, first?.value.lang);
      if (read) others.push(read);
    }
    if (!first) return null;
    const texts = new Map<Locale, SourceText<unknown>>();
    for (const { value, text } of [first, ...others]) {
      this.problems.push(...textProblems({ ...text, words: value }, first.value));
      texts.set(value.lang, { ...text, words: value });
    }
    const beside = 'deliveries' in first.value ? await this.readBeside(folder, first.value) : {};
    return { work, kind, lang: first.value.lang, facts: first.value, texts, ...beside };
  }

  private async readBeside(folder: string, talk: Talk): Promise<TalkFiles> {
    const { problems, ...files } = await readTalkFiles(folder, talk, (path) => this.name(path));
    this.problems.push(...problems);
    return files;
  }

  private async readTranslation(
    path: string,
    schema: typeof CaseStudyTranslation | typeof TalkTranslation,
    indexLang: Locale | undefined,
  ) {
    const lang = LOCALES.find(
      (locale) => path.endsWith(`/${locale}.mdx`) || path.endsWith(`\\${locale}.mdx`),
    );
    if (!lang) {
      this.report(path, 'expected index.mdx, en.mdx, ja.mdx or ru.mdx');
      return null;
    }
    const read = await this.readText(path, schema);
    if (read && read.value.lang !== lang)
      this.report(path, 'expected the language of the file name', undefined, 'lang');
    if (read && indexLang === lang)
      this.report(path, 'expected a language other than that of index.mdx', undefined, 'lang');
    return read;
  }

  private async readText<
    S extends typeof CaseStudy | typeof Talk | typeof CaseStudyTranslation | typeof TalkTranslation,
  >(path: string, schema: S): Promise<{ value: ReturnType<S['parse']>; text: Body } | null> {
    const file = this.name(path);
    const parts = readFrontMatter(await readFile(path, 'utf8'), file);
    const checked = 'problems' in parts ? parts : this.validate(parts.frontMatter.source, schema);
    if ('problems' in checked) {
      this.problems.push(...checked.problems);
      return null;
    }
    const body = 'frontMatter' in parts ? this.parseBody(parts.frontMatter.body, file) : null;
    return body && { value: checked.value as ReturnType<S['parse']>, text: { path, file, body } };
  }

  private validate<S extends z.ZodType>(source: YamlSource, schema: S) {
    this.sources.set(source.file, source);
    return validate(source, schema);
  }

  private parseBody(text: string, file: string): Root | null {
    const parsed = parseBody(text);
    if ('body' in parsed) return parsed.body;
    this.problems.push({ file, field: null, ...parsed.fault });
    return null;
  }

  private report(path: string, message: string, hint?: string, field: string | null = null): void {
    this.problems.push({
      file: this.name(path),
      line: null,
      field,
      message,
      ...(hint && { hint }),
    });
  }

  /** The path as the author would type it. */
  private name(path: string): string {
    const near = relative(process.cwd(), path);
    return printedPath(near.startsWith('..') ? path : near, path, this.dir);
  }
}

/** A text, or a slip for one: `ja.md` would be passed over without a word. */
function isText(name: string): boolean {
  return name !== 'index.mdx' && !isDeckFile(name) && /\.mdx$|^(?:index|en|ja|ru)\.md$/.test(name);
}

type Body = Omit<SourceText<never>, 'words'>;

async function list(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names.filter((name) => !name.startsWith('.')).toSorted();
}
