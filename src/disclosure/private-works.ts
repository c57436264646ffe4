import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { KnownWork } from '../gate/index.ts';
import type { Agreement } from '../schemas/agreement.ts';
import { phraseForms } from './client.ts';
import { discloseText } from './disclosed-text.ts';
import type { DecidedWork } from './secrets.ts';
import type { SourceStudy, SourceTalk } from './sources.ts';
import { imagesIn } from './to-public.ts';
import { talkImages } from './to-public-talk.ts';
import { choicesIn, variantsOf } from './wording.ts';

/** Puts all works side by side, as their author knows them. Sealed ones have the numbers of `secretsOf`. */
export function privateWorks(decided: readonly DecidedWork[]): readonly KnownWork[] {
  const sealed = decided.filter(isSealed);
  return decided.map((work) => {
    const { source, disclosure, agreements } = work;
    const number = sealed.indexOf(work) + 1;
    const wholeText = textsOf(source);
    const isHidden = number > 0;
    return {
      id: isHidden ? `sealed-${number}` : source.work,
      slug: source.work,
      state: isHidden ? 'sealed' : disclosure.withheld.includes('N') ? 'nameless' : 'open',
      client: clientOf(source),
      labels: labelsOf(source),
      tags: source.facts.tags,
      descriptions: agreements.flatMap(descriptionsOf),
      traits: agreements.flatMap(({ client }) => client.traits ?? []),
      withheldText: isHidden ? wholeText : work.removed.flatMap(({ passages }) => passages),
      wholeText,
      withheldImages: withheldImages(work),
      period: periodOf(source),
      privateDays: isHidden ? daysOf(work) : [],
      publicDays: isHidden ? [] : publicDaysOf(work),
    };
  });
}

function isSealed({ disclosure }: DecidedWork): boolean {
  return disclosure.level === 'sealed';
}

function clientOf({ facts }: SourceStudy | SourceTalk): string | null {
  if (!('started' in facts)) return null;
  return facts.nda === false ? (facts.client ?? null) : facts.nda.join(' ');
}

function descriptionsOf({ client }: Agreement): readonly string[] {
  return Object.values(client.description).flatMap((phrase) => (phrase ? phraseForms(phrase) : []));
}

/** The role is filtered by its title alone: "Lead engineer, scoring path". */
function labelsOf({ texts }: SourceStudy | SourceTalk): readonly string[] {
  const labels = [...texts.values()].flatMap(({ words }) =>
    'sector' in words ? [words.sector, words.role, words.role.split(/[,，、（(]/)[0] ?? ''] : [],
  );
  return [...new Set(labels.map(inFull))].filter(Boolean);
}

/** Every paragraph, heading, cell and caption, and what the front matter says in sentences. */
function textsOf(source: SourceStudy | SourceTalk): readonly string[] {
  const decks = 'decks' in source ? [...source.decks.values()] : [];
  const bodies = [...source.texts.values(), ...decks].flatMap(({ body }) => passagesOf(body));
  const words = [...source.texts.values()].flatMap(({ words: { summary, ...rest } }) => [
    summary,
    ...('outcome' in rest ? [rest.outcome] : []),
  ]);
  return [...bodies, ...words.map(inFull)];
}

function passagesOf(body: Root): readonly string[] {
  const passages: string[] = [];
  const choices = choicesIn(body);
  visit(body, ['paragraph', 'heading', 'tableCell', 'code'], (node) => {
    // One of its wordings is enough to see that a text is nearly the same.
    const text = variantsOf(node, choices)[0]?.trim();
    if (text) passages.push(text);
  });
  return passages;
}

/** What a text says where nothing is withheld, but for the client. */
function inFull(text: string): string {
  const open = { level: 'full', withheld: [], day: '9999-12-31', client: () => '' } as const;
  const { segments } = discloseText(text, open);
  return segments
    .filter((part) => typeof part === 'string')
    .join('')
    .trim();
}

function withheldImages({ source, disclosure, removed }: DecidedWork): readonly string[] {
  if (disclosure.level !== 'sealed') return [...new Set(removed.flatMap(({ images }) => images))];
  const { facts, texts } = source;
  const cover = 'cover' in facts && facts.cover ? [facts.cover.src] : [];
  const named = 'decks' in source ? talkImages(source) : cover;
  return [...new Set([...named, ...[...texts.values()].flatMap(({ body }) => imagesIn(body))])];
}

function periodOf({ facts }: SourceStudy | SourceTalk): KnownWork['period'] {
  return 'started' in facts ? { started: facts.started, ended: facts.ended ?? null } : null;
}

/** When it opens or may say more, and when agreements and consents to it were signed. */
function daysOf({ source, agreements }: DecidedWork): readonly string[] {
  const opens = 'opens' in source.facts && source.facts.opens ? [source.facts.opens] : [];
  return [...new Set([...opens, ...agreements.flatMap(agreementDays)])];
}

function agreementDays({ signed, schedule, consents }: Agreement): readonly string[] {
  const steps = schedule.filter(({ level }) => level !== 'sealed');
  return [signed, ...steps.map(({ from }) => from), ...consents.map(({ on }) => on)];
}

function publicDaysOf({ source: { facts }, removed }: DecidedWork): readonly string[] {
  const deliveries = 'deliveries' in facts ? facts.deliveries : [];
  return [
    ...deliveries.map(({ starts }) => starts.slice(0, 10)),
    ...removed.flatMap(({ opens }) => opens ?? []),
  ];
}
