export type TermKind = 'name' | 'word' | 'person' | 'domain' | 'figure' | 'slug' | 'title';

/** Something that must not be found. */
export interface GateTerm {
  /** What findings call it. */
  readonly id: string;
  /** The term and its aliases. */
  readonly writings: readonly string[];
  readonly kind: TermKind;
  /** Whether it must not be in this file (relative, with `/`); everywhere if absent. */
  readonly forbiddenIn?: (file: string) => boolean;
}
