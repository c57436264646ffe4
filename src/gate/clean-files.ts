import type { GateFile } from './scan.ts';

/** Remembers files in which nothing was found, so that they need not be searched again. */
export interface CleanFiles {
  /**
   * @param context - everything besides a file that its findings depend on. Confidential: at most a
   *   keyed digest of it may be kept.
   */
  under(context: string): CleanFilesOfContext;
}

/** Those of one list of terms. */
export interface CleanFilesOfContext {
  /** @param scope - which of the terms are forbidden in the file. */
  has(file: GateFile, scope: string): boolean;
  add(file: GateFile, scope: string): void;
}
