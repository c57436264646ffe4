/**
 * A case study or talk with all that its author knows of it. Private: inferences compare it with
 * what is published, and print nothing of it but its id.
 */
export interface KnownWork {
  /** What findings call it: the slug of a public work, a number for one that nobody may know of. */
  readonly id: string;
  readonly slug: string;
  /** `nameless`: it has pages, and they may not say who the client is. */
  readonly state: 'sealed' | 'nameless' | 'open';
  /** Tells clients apart, for counting; null for the author's own work and for talks. */
  readonly client: string | null;
  /** Sectors and roles, in every language, as filters show them. */
  readonly labels: readonly string[];
  readonly tags: readonly string[];
  /** What stands in place of its client's name, in every language and case. */
  readonly descriptions: readonly string[];
  /** What narrows its client down, as their agreement lists it. */
  readonly traits: readonly string[];
  /** What may not be public of its text: one entry a paragraph, item or cell. */
  readonly withheldText: readonly string[];
  /** Every paragraph of it, public or not: what many works share belongs to none. */
  readonly wholeText: readonly string[];
  /** Names of its pictures that may not be shown. */
  readonly withheldImages: readonly string[];
  /** First and last month, YYYY-MM; null for talks. */
  readonly period: { readonly started: string; readonly ended: string | null } | null;
  /** Days on which it opens or was agreed on, YYYY-MM-DD, as far as they may not be said. */
  readonly privateDays: readonly string[];
  /** Days that its pages name: of deliveries, or of what opens next. */
  readonly publicDays: readonly string[];
}

/** @returns a label as it is compared: letters and digits of any script, whatever case and width. */
export function foldLabel(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
