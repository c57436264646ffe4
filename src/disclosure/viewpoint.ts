import type { Agreement, Form } from '../schemas/agreement.ts';
import type { Level, Reason } from '../schemas/level.ts';
import { reaches } from '../schemas/level.ts';
import { firstWording } from '../marks/index.ts';
import type { PickWording } from '../marks/index.ts';
import type { Locale } from '../schemas/locale.ts';
import { clientText } from './client.ts';
import type { Disclosure } from './disclose.ts';

/** From where a text is looked at: all that resolving its placeholders and tags depends on. */
export interface Viewpoint {
  readonly level: Level;
  readonly withheld: readonly Reason[];
  /** The day it is for this work, YYYY-MM-DD. */
  readonly day: string;
  /** @returns what stands for the client; null if only a bar may, or if there is no client. */
  client(form: Form, agreement?: string): string | null;
  /** Which of the wordings that its author offers the text has; left out, the author's first ones. */
  readonly wording?: PickWording;
}

/** What a viewpoint is made of. */
export interface ViewpointParts {
  readonly disclosure: Disclosure;
  readonly day: string;
  readonly locale: Locale;
  readonly agreements: readonly Agreement[];
  /** The client of work without an agreement. */
  readonly client: string | undefined;
  readonly wording?: PickWording | undefined;
}

/** Makes the viewpoint of one language version of a work. */
export function viewpoint(parts: ViewpointParts): Viewpoint {
  const { disclosure, day, locale, agreements } = parts;
  const { level, withheld } = disclosure;
  return {
    level,
    withheld,
    day,
    wording: parts.wording ?? firstWording,
    client(form, id) {
      const agreement = id ? agreements.find((each) => each.id === id) : agreements[0];
      const isNamed = reaches(level, 'named') && !withheld.includes('N');
      if (agreement) return clientText(agreement, isNamed ? level : 'anonymous', locale, form);
      return isNamed && id === undefined ? (parts.client ?? null) : null;
    },
  };
}
