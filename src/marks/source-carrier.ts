import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { MarkError } from './errors.ts';
import type { FileCarrier, HiddenMark, Judgement } from './file-carrier.ts';
import type { FileCarrierId } from './keys.ts';

/**
 * How source text that means the same can be written in several ways.
 *
 * @typeParam Way - tells at each place how to write it.
 * @typeParam Seen - what of a text could be a mark.
 */
export interface SourceLanguage<Way, Seen> {
  readonly id: FileCarrierId;
  /** Endings of file names, in lower case, with their dots. */
  readonly endings: readonly string[];
  wayOf(mark: HiddenMark): Way;
  /**
   * @returns `source` written in this way, and otherwise as it was, byte for byte.
   * @throws anything if `source` cannot be parsed.
   */
  write(source: string, way: Way): string;
  /**
   * @returns the one text that `source` and all that it can be written as have in common.
   * @throws anything if `source` cannot be parsed.
   */
  comparable(source: string): string;
  /** @throws anything if `source` cannot be parsed. */
  see(source: string): Seen;
  /** @returns at how many places a text could have been written in another way. */
  count(seen: Seen): number;
  judge(seen: readonly Seen[], mark: HiddenMark): Judgement;
}

/** Makes a carrier of a language. */
export function sourceCarrier<Way, Seen>(language: SourceLanguage<Way, Seen>): FileCarrier<Seen> {
  const { id, endings } = language;
  return {
    id,
    accepts: ({ name }) => endings.some((ending) => name.toLowerCase().endsWith(ending)),

    async embed({ name, bytes }, mark) {
      const source = fromUtf8(bytes);
      if (source === null) throw malformed(id, name, null);
      const way = language.wayOf(mark);
      try {
        const written = language.write(source, way);
        return { bytes: toUtf8(written), places: language.count(language.see(written)) };
      } catch (error) {
        throw malformed(id, name, error);
      }
    },

    async keeps(before, after) {
      try {
        const [one, other] = [before, after].map(({ bytes }) =>
          language.comparable(fromUtf8(bytes) ?? ''),
        );
        return one === other;
      } catch {
        return false;
      }
    },

    async observe({ bytes }) {
      const source = fromUtf8(bytes);
      if (source === null) return null;
      try {
        return language.see(source);
      } catch {
        // A stranger's file that is not what its name says holds nothing to observe.
        return null;
      }
    },

    judge: (seen, mark) => language.judge(seen, mark),
  };
}

function malformed(id: FileCarrierId, name: string, cause: unknown): MarkError {
  return new MarkError('FILE_MALFORMED', `${name}: expected ${id} that can be parsed, in UTF-8`, {
    cause,
    hint: 'Leave the file out, or mend what its own tools complain about.',
  });
}
