import { visit } from 'unist-util-visit';
import { bodyProblems } from '../../disclosure/body-problems.ts';
import { placeholderProblem } from '../../disclosure/disclosed-text.ts';
import type { Problem } from '../../disclosure/problem.ts';
import type { SourceDeck, SourceStudy, SourceTalk, SourceText } from '../../disclosure/sources.ts';
import { isDiagram, withoutElements } from '../../disclosure/diagram-text.ts';
import { diagramTitle } from '../../site/diagrams/title.ts';
import { NO_LAYOUT, drawDiagram } from '../../site/diagrams/draw.ts';
import { diagramFault } from '../../site/diagrams/kinds.ts';
import type { CaseStudy } from '../../schemas/case-study.ts';
import type { Talk } from '../../schemas/talk.ts';
import {
  pictureFileProblems,
  pictureProblems,
  regionProblems,
  unreadPictures,
} from './picture-checks.ts';

/** The fields whose texts are published, and may hold `{client}` and `{F|…}`. */
const PLACEHOLDERS = 'title summary outcome role sector coverAlt audience'.split(' ');

/** Checks one language version beyond its schema: tags, pictures and placeholders. */
export function textProblems(
  text: SourceText<object>,
  facts: CaseStudy | Talk,
): readonly Problem[] {
  const eggs = 'eggs' in facts ? facts.eggs.map(({ id }) => id) : [];
  const agreements = facts.nda === false ? [] : facts.nda;
  const hasClient = agreements.length > 0 || ('client' in facts && facts.client !== undefined);
  return [
    ...bodyProblems(text.body, { file: text.file, eggs, agreements, hasClient }),
    ...pictureProblems(text),
    ...unreadPictures(text),
    ...regionProblems(text),
    ...diagramProblems(text),
    ...placeholderProblems(text, hasClient),
  ];
}

/** Checks slides: as a text, but notes may stand there and front matter has no words. */
export function deckProblems(deck: SourceDeck, { nda }: Talk): readonly Problem[] {
  const agreements = nda || [];
  const hasClient = agreements.length > 0;
  const context = { file: deck.file, eggs: [], agreements, hasClient, isDeck: true };
  return [
    ...bodyProblems(deck.body, context),
    ...pictureProblems(deck),
    ...unreadPictures(deck),
    ...diagramProblems(deck),
  ];
}

function placeholderProblems(
  { file, words }: SourceText<object>,
  hasClient: boolean,
): readonly Problem[] {
  return Object.entries(words).flatMap(([field, value]) => {
    if (typeof value !== 'string' || !PLACEHOLDERS.includes(field)) return [];
    const problem = placeholderProblem(value, hasClient);
    return problem === null ? [] : [{ file, line: null, field, ...problem }];
  });
}

/** What the drawing of diagrams would not understand. */
function diagramProblems({ file, body }: Pick<SourceDeck, 'file' | 'body'>): readonly Problem[] {
  const problems: Problem[] = [];
  visit(body, 'code', (code) => {
    if (!isDiagram(code)) return;
    const start = code.position?.start.line ?? 0;
    if (diagramTitle(code) === null)
      problems.push({ file, line: start, field: null, ...UNTITLED_DIAGRAM });
    const fault = diagramFault(withoutElements(code.value));
    if (fault)
      problems.push({ file, line: start + fault.line, field: null, message: fault.message });
    else if (!drawDiagram(withoutElements(code.value), 'diagram'))
      problems.push({ file, line: start, field: null, ...NO_LAYOUT });
  });
  return problems;
}

const UNTITLED_DIAGRAM = {
  message: 'expected a title for the diagram',
  hint: 'Write ```mermaid title="What it shows": it is the caption, and what a screen reader says.',
} as const;

/**
 * Checks works against the rest of the folder: agreements, covers, and a second kind of mark.
 *
 * @param agreements - the ids of all that there are; null if they lie in a vault that was left closed.
 */
export function workProblems(
  works: readonly (SourceStudy | SourceTalk)[],
  agreements: ReadonlySet<string> | null,
): readonly Problem[] {
  return works.flatMap((work) => [
    ...(agreements ? agreementProblems(work, agreements) : []),
    ...(work.kind === 'case-studies' ? studyProblems(work as SourceStudy) : []),
  ]);
}

const UNKNOWN_AGREEMENT = {
  message: 'expected the id of an agreement in the vault or in agreements/',
} as const;
const NO_AGREEMENTS = {
  message: 'names an agreement, and there is none: neither in vault.age nor in agreements/',
  hint: 'Bring the vault back from a backup, or from where you keep it.',
} as const;

function agreementProblems(
  { texts, lang, facts }: SourceStudy | SourceTalk,
  agreements: ReadonlySet<string>,
): readonly Problem[] {
  const file = texts.get(lang)?.file ?? '';
  const expected = agreements.size > 0 ? UNKNOWN_AGREEMENT : NO_AGREEMENTS;
  return (facts.nda || [])
    .filter((id) => !agreements.has(id))
    .map(() => ({ file, line: null, field: 'nda', ...expected }));
}

/**
 * Looks whether the studies that a talk draws on are there at all; whether they are public is not asked.
 *
 * @param folders - the names of all case studies, those with mistakes too.
 */
export function linkProblems(
  { texts, lang, facts }: SourceTalk,
  folders: readonly string[],
): readonly Problem[] {
  const file = texts.get(lang)?.file ?? '';
  return facts.studies.flatMap((work, at) => {
    if (folders.includes(work)) return [];
    const message = 'expected the name of a folder in case-studies/';
    return [{ file, line: null, field: `studies.${at}`, message }];
  });
}

function studyProblems({ facts, texts, lang }: SourceStudy): readonly Problem[] {
  const first = texts.get(lang);
  const cover =
    first && facts.cover ? pictureFileProblems(first, 'cover.src', facts.cover.src) : [];
  const unmarked = [...texts.values()].filter(
    ({ words }) => facts.eggs.length === 0 && words.acrostic === undefined,
  );
  return [
    ...cover,
    ...unmarked.map(({ file }) => ({
      file,
      line: null,
      field: null,
      message: 'expected a second kind of mark beside the invisible text',
      hint: 'Declare an `acrostic`, or an egg in `eggs` of index.mdx.',
    })),
  ];
}
