import { ACCEPTED_CHANCE } from '../../marks/file-carrier.ts';
import type { FileCarrier, HiddenMark, WorkFile } from '../../marks/index.ts';
import type { Arrival, Column } from '../survival.ts';

const key = new Uint8Array(32).fill(5);
/** Ids that nobody hid: none of them may be found. */
const OTHERS = Array.from({ length: 20 }, (_each, at) => Uint8Array.of(0, 1, 2, 3, 4, 5, 6, at));

function markOf(number: number): HiddenMark {
  return { id: Uint8Array.of(9, 8, 7, 6, 5, 4, 3, number), key };
}

/**
 * A carrier of files, twice: each file with a mark of its own, and all of them with one, as the
 * files of a job are delivered.
 */
export async function fileColumns<Seen>(
  carrier: FileCarrier<Seen>,
  files: readonly WorkFile[],
): Promise<readonly Column[]> {
  const read = (mark: HiddenMark) => async (arrived: readonly WorkFile[]) =>
    readMark(carrier, arrived, mark);
  const embed = async (file: WorkFile, mark: HiddenMark) => ({
    name: file.name,
    bytes: (await carrier.embed(file, mark)).bytes,
  });
  const alone = await Promise.all(
    files.map(async (file, number) => ({
      name: file.name,
      files: [await embed(file, markOf(number))],
      read: read(markOf(number)),
    })),
  );
  const all = markOf(files.length);
  if ((await readMark(carrier, files, all)) !== 'lost')
    throw new Error(`${carrier.id}: a mark of nobody`);
  const together = await Promise.all(files.map((file) => embed(file, all)));
  const name = `the ${files.length} files together`;
  return [
    { name: carrier.id, samples: alone },
    { name: `${carrier.id}, all`, samples: [{ name, files: together, read: read(all) }] },
  ];
}

async function readMark<Seen>(
  carrier: FileCarrier<Seen>,
  files: readonly WorkFile[],
  mark: HiddenMark,
): Promise<Arrival> {
  const seen: Seen[] = [];
  for (const file of files) {
    const observed = carrier.accepts(file) ? await carrier.observe(file) : null;
    if (observed !== null) seen.push(observed);
  }
  const isThere = (each: HiddenMark) => {
    const { isThere: found, chance } = carrier.judge(seen, each);
    return found && chance <= ACCEPTED_CHANCE;
  };
  if (OTHERS.some((id) => isThere({ id, key }))) return 'wrong';
  return isThere(mark) ? 'back' : 'lost';
}
