import { wordValue } from '../figures/number-words.ts';
import type { Evidence, Inference } from './inference.ts';
import type { KnownWork } from './known-work.ts';
import { placeOf } from './parts.ts';
import type { Block } from './parts.ts';

const NUMBER = String.raw`(?<count>\d{1,3}|[\p{L}-]+)`;
const FREE = String.raw`(?<![\p{L}\p{N}.,])`;
const OF_CLIENTS = String.raw`clients?|customers?|заказчик\p{L}*|клиент\p{L}*|顧客|取引先|クライアント`;
const OF_WORKS = String.raw`(?:case )?stud(?:y|ies)|projects?|works?|engagements?|проект\p{L}*|работ\p{L}?|кейс\p{L}*|案件|事例|作品|プロジェクト`;

const KANJI = '〇一二三四五六七八九十';

/** What is counted, and how a text says so: `3 clients`, `clients: 3`, `顧客3社`. */
interface Tally {
  readonly what: 'clients' | 'works';
  readonly patterns: readonly RegExp[];
  count(works: readonly KnownWork[]): number;
}

const TALLIES: readonly Tally[] = [
  { what: 'clients', patterns: patternsOf(OF_CLIENTS), count: countClients },
  { what: 'works', patterns: patternsOf(OF_WORKS), count: countStudies },
];

/**
 * Finds totals that count works or clients which nobody may know of.
 *
 * "12 projects" above a list of eleven says that one is hidden; a later release with 13 says in which
 * weeks the next one came, and "clients: 3" beside two names leaves exactly one to be guessed. Only a
 * number that is right with the sealed works, and wrong without them, is taken for such a total.
 */
export function findTallies({ texts, works, workAt }: Evidence): readonly Inference[] {
  const visible = works.filter(({ state }) => state !== 'sealed');
  const telling = TALLIES.filter(({ count }) => count(works) > count(visible));
  const [sealed] = works.filter(({ state, period }) => state === 'sealed' && period);
  if (!sealed) return [];
  return texts
    .filter(({ file }) => workAt(file) === null)
    .flatMap(({ file, blocks }) =>
      telling.flatMap((tally) => {
        const block = blocks.find((each) => says(each, tally, tally.count(works)));
        const { what } = tally;
        return block
          ? [{ rule: 'telling-total' as const, work: sealed, file, what, ...placeOf(block) }]
          : [];
      }),
    );
}

function says({ text }: Block, { patterns }: Tally, total: number): boolean {
  return patterns.some((pattern) =>
    [...text.matchAll(pattern)].some(({ groups }) => valueOf(groups?.['count'] ?? '') === total),
  );
}

function patternsOf(nouns: string): readonly RegExp[] {
  return [
    new RegExp(String.raw`${FREE}${NUMBER}\s+(?:${nouns})(?!\p{L})`, 'giu'),
    // A pattern of its own: in `for three clients` the preposition would be taken for the number.
    new RegExp(String.raw`${FREE}${NUMBER}\s+\p{L}+\s+(?:${nouns})(?!\p{L})`, 'giu'),
    new RegExp(String.raw`(?<!\p{L})(?:${nouns})\s*数?\s*[:：]\s*${NUMBER}(?![\p{L}\p{N}])`, 'giu'),
    new RegExp(String.raw`(?<count>\d{1,3}|[一-十])\s*[社件つ名]?の(?:${nouns})`, 'giu'),
    new RegExp(String.raw`(?:${nouns})は?\s*(?<count>\d{1,3}|[一-十])\s*[社件つ名]`, 'giu'),
  ];
}

function valueOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const kanji = text.length === 1 ? KANJI.indexOf(text) : -1;
  return kanji >= 0 ? kanji : wordValue(text.toLowerCase());
}

function countClients(works: readonly KnownWork[]): number {
  return new Set(works.flatMap(({ client }) => client ?? [])).size;
}

function countStudies(works: readonly KnownWork[]): number {
  return works.filter(({ period }) => period !== null).length;
}
