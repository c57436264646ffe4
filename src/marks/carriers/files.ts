import type { FileCarrier, HiddenMark, Judgement, WorkFile } from '../file-carrier.ts';
import { audio } from './audio.ts';
import { markup } from './markup.ts';
import { office } from './office.ts';
import { pdf } from './pdf.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { svg } from './svg.ts';

/** A file carrier whose own way of seeing a file stays inside. */
export interface FileMarker extends Pick<
  FileCarrier<unknown>,
  'id' | 'accepts' | 'embed' | 'keeps'
> {
  /**
   * Reads files that belong together, once for all marks that are looked for. Never throws.
   *
   * @param files - asked for one after the other, and not kept; those it does not accept say nothing.
   */
  observe(files: Iterable<WorkFile> | AsyncIterable<WorkFile>): Promise<ObservedFiles>;
}

/** Files that were read, in which marks can be looked for. */
export interface ObservedFiles {
  /** How many files there were of this kind. */
  readonly count: number;
  /** The names of those that could be read. */
  readonly read: readonly string[];
  find(mark: HiddenMark): FoundMark;
}

/** What was found of a mark in files. */
export interface FoundMark {
  /** Over all files. */
  readonly together: Judgement;
  /** Those files in which the mark can be told from that one alone. */
  readonly alone: readonly { readonly name: string; readonly judgement: Judgement }[];
}

/** Every carrier of files, in the order in which a file is marked by all that accept it. */
export const fileMarkers: readonly FileMarker[] = [
  markerOf(markup),
  markerOf(style),
  markerOf(svg),
  markerOf(script),
  markerOf(pdf),
  markerOf(office),
  markerOf(audio),
];

function markerOf<Seen>(carrier: FileCarrier<Seen>): FileMarker {
  return {
    id: carrier.id,
    accepts: (file) => carrier.accepts(file),
    embed: (file, mark) => carrier.embed(file, mark),
    keeps: (before, after) => carrier.keeps(before, after),
    async observe(files) {
      const read: Observed<Seen>[] = [];
      let count = 0;
      for await (const file of files) {
        if (!carrier.accepts(file)) continue;
        count += 1;
        const seen = await carrier.observe(file);
        if (seen !== null) read.push({ name: file.name, seen });
      }
      return {
        count,
        read: read.map(({ name }) => name),
        find: (mark) => judged(carrier, read, mark),
      };
    },
  };
}

interface Observed<Seen> {
  readonly name: string;
  readonly seen: Seen;
}

function judged<Seen>(
  carrier: FileCarrier<Seen>,
  read: readonly Observed<Seen>[],
  mark: HiddenMark,
): FoundMark {
  const all = read.map(({ seen }) => seen);
  const alone = read
    .map(({ name, seen }) => ({ name, judgement: carrier.judge([seen], mark) }))
    .filter(({ judgement }) => judgement.isThere);
  return { together: carrier.judge(all, mark), alone };
}
