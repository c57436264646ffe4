import type { GateFile } from './scanner.ts';

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
  of(file: GateFile, scope: string): CleanFile;
}

/** A file that may be among them. */
export interface CleanFile {
  readonly isKnown: boolean;
  /** Puts it among them. */
  keep(): void;
}
