/** What the colophon page says, in one language. */
export interface ColophonStrings {
  readonly title: string;
  readonly lead: string;
  readonly key: string;
  readonly keyText: string;
  readonly noKey: string;
  readonly released: string;
  readonly works: string;
  /** How many of the facts of all public works are shown. */
  readonly facts: (count: number, of: number) => string;
  readonly documents: string;
  readonly made: string;
  readonly madeText: readonly string[];
  readonly type: string;
  readonly typeText: string;
  readonly gate: string;
  readonly gateText: readonly string[];
  readonly marks: string;
  readonly marksText: readonly string[];
  readonly marksShow: string;
  readonly marksShowList: readonly string[];
  readonly marksShowNot: string;
  readonly marksShowNotList: readonly string[];
  readonly privacy: string;
  readonly privacyText: string;
}
