import type { CarrierId } from '../../marks/index.ts';
import type { CheckedWitness, ProofProblem } from '../../authorship/index.ts';

/** Everything the verify page and the verify command say about what was found, in one language. */
export interface VerifyStrings {
  readonly quote: (text: string) => string;
  readonly title: string;
  readonly intro: string;
  readonly noScript: string;
  /** Saves the sheet as one file. */
  readonly keep: string;
  readonly author: string;
  readonly key: string;
  readonly site: string;
  readonly ledger: string;
  readonly ledgerValid: (versions: number) => string;
  readonly ledgerBroken: string;
  readonly checking: string;
  readonly reading: (name: string, number: number, total: number) => string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly failed: string;
  /** What was done with a picture otherwise than a person may think. */
  readonly notes: Readonly<
    Record<'reduced' | 'too-large' | 'too-heavy' | 'unreadable', (name: string) => string>
  >;
  readonly ask: string;
  readonly askText: string;
  readonly askAction: string;
  readonly challenge: string;
  readonly challengeHint: string;
  readonly show: string;
  readonly showText: string;
  readonly paste: string;
  readonly files: string;
  readonly folder: string;
  readonly drop: string;
  readonly phrase: string;
  readonly phraseHint: string;
  readonly check: string;
  readonly result: string;
  readonly print: string;
  readonly again: string;
  readonly nothing: string;
  readonly nothingText: string;
  readonly nothingGiven: string;
  readonly skipped: (count: number) => string;
  readonly marksOf: (count: number, author: string) => string;
  readonly signedBy: (author: string) => string;
  readonly refused: string;
  readonly target: string;
  readonly mark: string;
  readonly work: string;
  readonly where: string;
  readonly paragraph: (number: number) => string;
  readonly chance: string;
  readonly coins: (tosses: number) => string;
  readonly unlisted: string;
  readonly listed: string;
  readonly openedBy: (claim: string) => string;
  readonly eggSays: string;
  readonly eggSigned: string;
  readonly eggForged: string;
  readonly eggUnchecked: string;
  readonly revealed: string;
  readonly answered: string;
  readonly unanswered: string;
  readonly signedAt: string;
  readonly recipient: string;
  readonly version: (number: number) => string;
  readonly published: string;
  readonly unpublished: string;
  readonly witnesses: string;
  readonly noWitness: string;
  readonly witness: Readonly<Record<CheckedWitness['status'], string>>;
  readonly notLaterThan: (time: string) => string;
  readonly shows: string;
  readonly doesNotShow: string;
  readonly checkedAt: string;
  readonly carrier: Readonly<Record<CarrierId, string>>;
  /** How a person sees it; `delivered` is for all that hides in work made for somebody else. */
  readonly look: Readonly<Record<'text' | 'acrostic' | 'phrase' | 'wording' | 'delivered', string>>;
  readonly inDelivered: string;
  readonly covert: string;
  readonly together: (files: number) => string;
  /** Of a mark in wordings: at how many places they are offered. */
  readonly offered: (places: number) => string;
  /** Of a mark in wordings. */
  readonly places: (agreeing: number, found: number, of: number) => string;
  readonly supports: string;
  readonly computed: Readonly<Record<'yes' | 'unknown', string>>;
  readonly claim: Readonly<Record<string, string>>;
  readonly of: Readonly<Record<'paragraphs' | 'headings' | 'items', string>>;
  readonly problem: Readonly<Record<ProofProblem, string>>;
  readonly can: {
    readonly key: (fingerprint: string) => string;
    readonly fresh: string;
    readonly claims: string;
    readonly time: (time: string) => string;
    readonly mark: string;
    readonly delivered: string;
    readonly covert: string;
    readonly wording: string;
    readonly egg: string;
  };
  readonly cannot: {
    readonly person: string;
    readonly law: string;
    readonly first: string;
    readonly time: string;
    readonly copied: string;
    readonly searched: string;
    readonly covert: string;
    readonly wording: string;
    readonly fresh: string;
    readonly unpublished: string;
    readonly absence: string;
  };
}
