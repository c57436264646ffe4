import type { Root } from 'mdast';
import type { PickWording } from '../marks/index.ts';
import type { Agreement } from '../schemas/agreement.ts';
import type { CaseStudy, CaseStudyTranslation } from '../schemas/case-study.ts';
import type { Locale } from '../schemas/locale.ts';
import type { Profile } from '../schemas/profile.ts';
import type { Retraction } from '../schemas/retraction.ts';
import type { Cue } from '../schemas/public.ts';
import type { Talk, TalkTranslation } from '../schemas/talk.ts';

/** One language version as the author wrote it: private. */
export interface SourceText<Words> {
  /** Absolute path; the key by which the Markdown plugin finds the text again. */
  readonly path: string;
  /** The path as messages print it. */
  readonly file: string;
  readonly words: Words;
  /** The body, with positions that count from the top of the file. */
  readonly body: Root;
}

/** A case study or a talk with all its language versions: private. */
export interface SourceWork<Facts, Words> {
  /** The slug. */
  readonly work: string;
  readonly kind: 'case-studies' | 'talks';
  /** The language of `index.mdx`, which a missing language falls back to. */
  readonly lang: Locale;
  readonly facts: Facts;
  readonly texts: ReadonlyMap<Locale, SourceText<Words>>;
}

export type SourceStudy = SourceWork<CaseStudy, CaseStudyTranslation>;

/** The slides of a talk as text, in one language: private. */
export type SourceDeck = Omit<SourceText<unknown>, 'words'>;

/** What lies beside the text of a talk: private. */
export interface TalkFiles {
  readonly decks: ReadonlyMap<Locale, SourceDeck>;
  /** What the captions of its recording say. */
  readonly captions: ReadonlyMap<Locale, readonly Cue[]>;
}
export type SourceTalk = SourceWork<Talk, TalkTranslation> & TalkFiles;

/** Which of the wordings that an author offers the text of a work has, in one language. */
export type WordingOf = (work: string, lang: Locale) => PickWording;

/** Everything in the content folder, checked but not yet disclosed: private. */
export interface Portfolio {
  readonly profile: Profile;
  readonly profilePath: string;
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly studies: readonly SourceStudy[];
  readonly talks: readonly SourceTalk[];
  /** Works that were taken down, by slug. */
  readonly retractions: ReadonlyMap<string, Retraction>;
  /** What the author's key picks; left out where no key is at hand. */
  readonly wording?: WordingOf;
}
