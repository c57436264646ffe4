/** How people call a company or somebody whose full name is known. */
export interface Called {
  readonly name: string;
  /** Whether nobody and nothing else is likely to be meant. */
  readonly isSure: boolean;
}
