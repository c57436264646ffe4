import type { Agreement } from '../schemas/agreement.ts';
import { reaches } from '../schemas/level.ts';
import type { Reason } from '../schemas/level.ts';
import { phraseForms } from './client.ts';
import type { Disclosure } from './disclose.ts';
import { discloseText } from './disclosed-text.ts';
import type { SourceStudy, SourceTalk } from './sources.ts';
import type { Removed } from './withhold.ts';

/** Something that must not be in the output. Private: only its id may be printed. */
export interface Secret {
  readonly id: string;
  readonly writings: readonly string[];
  readonly kind: 'name' | 'word' | 'person' | 'domain' | 'figure' | 'slug' | 'title';
  /** The works on whose pages it must not be; `everywhere` if it may be nowhere. */
  readonly forbidden: 'everywhere' | readonly string[];
}

/** A work with what was decided about it and, if it is public, what was taken out of its pages. */
export interface DecidedWork {
  readonly source: SourceStudy | SourceTalk;
  readonly disclosure: Disclosure;
  readonly agreements: readonly Agreement[];
  readonly removed: readonly Removed[];
}

/**
 * Lists everything that must not be in the output on this day: what agreements keep confidential,
 * all that names a sealed work, and every fragment that was taken out of a public one.
 */
export function secretsOf(
  works: readonly DecidedWork[],
  agreements: Iterable<Agreement>,
): readonly Secret[] {
  return [
    ...[...agreements].flatMap((agreement) => agreementSecrets(agreement, works)),
    ...works.filter(isSealed).flatMap(sealedSecrets),
    ...works.filter((work) => !isSealed(work)).flatMap(removedSecrets),
  ].filter(({ writings }) => writings.length > 0);
}

function isSealed({ disclosure }: DecidedWork): boolean {
  return disclosure.level === 'sealed';
}

function agreementSecrets(agreement: Agreement, works: readonly DecidedWork[]): readonly Secret[] {
  const bound = works.filter((work) => work.agreements.includes(agreement));
  const { client, terms } = agreement;
  const forbidden = (reason: Reason | null) => forbiddenFor(reason, bound);
  const id = (name: string) => `${agreement.id}/${name}`;
  const names = [
    ...Object.values(client.name).flatMap((name) => (name ? phraseForms(name) : [])),
    ...client.aliases,
  ];
  return [
    { id: id('client'), writings: [...new Set(names)], kind: 'name', forbidden: forbidden('N') },
    { id: id('domain'), writings: client.domains, kind: 'domain', forbidden: forbidden('N') },
    ...client.people.map(({ name, aliases }, index) => ({
      id: id(`person-${index + 1}`),
      writings: [name, ...aliases],
      kind: 'person' as const,
      forbidden: forbidden('P'),
    })),
    ...terms.map((term) => ({
      id: id(term.id),
      writings: [term.term, ...term.aliases],
      kind: term.kind,
      forbidden: forbidden(REASON_OF[term.kind]),
    })),
  ];
}

/** The permission that frees a term; null: only a work that is shown in full may hold it. */
const REASON_OF = { name: 'N', domain: 'N', person: 'P', figure: 'F', word: null } as const;

function forbiddenFor(reason: Reason | null, bound: readonly DecidedWork[]): Secret['forbidden'] {
  const isFree = ({ disclosure: { level, withheld } }: DecidedWork) =>
    reason === null
      ? level === 'full'
      : reaches(level, 'named') && !withheld.includes('N') && !withheld.includes(reason);
  if (!bound.some(isFree)) return 'everywhere';
  return bound.filter((work) => !isFree(work)).map(({ source }) => source.work);
}

// Numbered, not named: a finding's id is printed, and the slug of a sealed work is a secret.
function sealedSecrets({ source }: DecidedWork, index: number): readonly Secret[] {
  const open = { level: 'full', withheld: [], day: '9999-12-31', client: () => '' } as const;
  const texts = [...source.texts.values()].flatMap(({ words }) => [
    words.title,
    words.summary,
    ...('outcome' in words ? [words.outcome] : []),
  ]);
  const writings = texts.map((text) =>
    discloseText(text, open)
      .segments.filter((part) => typeof part === 'string')
      .join(''),
  );
  const id = `sealed-${index + 1}`;
  return [
    { id: `${id}/title`, writings, kind: 'title', forbidden: 'everywhere' },
    { id: `${id}/slug`, writings: [source.work], kind: 'slug', forbidden: 'everywhere' },
  ];
}

/** Below this a fragment is too common to say anything: the gate would stop every page number. */
const MIN_FRAGMENT = 3;
/** From here on a passage cannot stand elsewhere by chance. */
const DISTINCTIVE = 16;

function removedSecrets({ source, removed }: DecidedWork): readonly Secret[] {
  const fragments = removed.flatMap((each) => each.fragments);
  const passages = removed.flatMap((each) => each.passages).flatMap(sentences);
  return [
    ...[...new Set(fragments)].filter(isTelling).map((text, index) => ({
      id: `${source.work}/withheld-${index + 1}`,
      writings: [text],
      kind: /\d/.test(text) ? ('figure' as const) : ('word' as const),
      forbidden: [source.work],
    })),
    ...[...new Set(passages)]
      .filter((text) => text.length >= DISTINCTIVE)
      .map((text, index) => ({
        id: `${source.work}/passage-${index + 1}`,
        writings: [text],
        kind: 'title' as const,
        forbidden: 'everywhere' as const,
      })),
  ];
}

function isTelling(text: string): boolean {
  return (
    text.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= MIN_FRAGMENT || /\d\s*%|\p{Sc}/u.test(text)
  );
}

function sentences(passage: string): readonly string[] {
  return passage.split(/(?<=[.!?])\s+|(?<=[。！？])/).map((each) => each.trim());
}
