import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toHex } from '../../bytes/hex.ts';
import { findKnownSound, observeSound, openWav, readSound } from '../../marks/audio/index.ts';
import type { ObservedSound } from '../../marks/audio/index.ts';
import { audio } from '../../marks/carriers/audio.ts';
import { ACCEPTED_CHANCE } from '../../marks/file-carrier.ts';
import type { HiddenMark, WorkFile } from '../../marks/index.ts';
import { decodeSound } from '../../node/sound/decode-sound.ts';
import { fetchedPackage } from '../fetched-package.ts';
import { inFolder, runProgram } from '../journeys/tools.ts';
import type { Arrival, Column, Sample } from '../survival.ts';

const FOLDER = fileURLToPath(
  new URL('../../../node_modules/.cache/colophon/sounds', import.meta.url),
);
/** Of each sound, from here on. */
const SECONDS = { from: 20, length: 75 } as const;

/**
 * Sounds that nothing was tuned on. Tuning was done on asc-music, planetblupi-music-ogg, the music of
 * fillets-ng-data and the Czech of fillets-ng-data-cs.
 */
const SOUNDS: readonly { readonly from: string; readonly files: RegExp }[] = [
  {
    from: 'hyperrogue-music',
    files: /\/hr(?:-domina-mountain|3-jungle|3-caves|3-desert)\.ogg$/,
  },
  { from: 'singularity-music', files: /\/(?:Awakening|Coherence|Nebula)\.ogg$/ },
];
/** Dialogues, one after the other. */
const SPEECH = {
  from: 'fillets-ng-data-nl',
  files: /\/(?:electromagnet|keys)\/nl\/.*\.ogg$/,
} as const;

/** @throws MissingTool without Debian's packages or ffmpeg. */
export async function soundColumns(): Promise<readonly Column[]> {
  const files: WorkFile[] = [];
  for (const { from, files: wanted } of SOUNDS)
    for (const path of await pathsOf(from, wanted)) files.push(await wavOf([path]));
  files.push(await wavOf(await pathsOf(SPEECH.from, SPEECH.files)));
  const known: Sample[] = [];
  const blind: Sample[] = [];
  for (const [number, file] of files.entries()) {
    const mark = markOf(number);
    const { bytes, places } = await audio.embed(file, mark);
    if (places === 0) throw new Error(`${file.name}: no room`);
    const marked = { name: file.name, files: [{ name: 'in.wav', bytes }] };
    known.push({ ...marked, read: async ([copy]) => readKnown(copy, number) });
    blind.push({ ...marked, read: async ([copy]) => readBlind(copy, mark) });
  }
  return [
    { name: 'audio', samples: known },
    { name: 'audio, id not told', samples: blind },
  ];
}

/** Each has a key of its own, as work that is delivered has. */
function markOf(number: number): HiddenMark {
  return {
    id: Uint8Array.of(9, 8, 7, 6, 5, 4, 3, number),
    key: new Uint8Array(32).fill(number + 1),
  };
}

async function pathsOf(name: string, wanted: RegExp): Promise<readonly string[]> {
  const folder = await fetchedPackage(FOLDER, { from: 'debian', name }, (line) =>
    console.error(line),
  );
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => wanted.test(path))
    .toSorted();
}

function wavOf(paths: readonly string[]): Promise<WorkFile> {
  return inFolder(async (folder) => {
    const [list, output] = [join(folder, 'list.txt'), join(folder, 'out.wav')];
    await writeFile(list, paths.map((path) => `file '${path}'\n`).join(''));
    await runProgram('ffmpeg', [
      ...['-v', 'error', '-f', 'concat', '-safe', '0', '-i', list],
      ...['-ss', `${SECONDS.from}`, '-t', `${SECONDS.length}`, '-c:a', 'pcm_s16le', output],
    ]);
    return { name: paths[0] ?? '', bytes: new Uint8Array(await readFile(output)) };
  });
}

const seen = new WeakMap<WorkFile, ObservedSound | null>();

/** Both columns look at the same copies. */
async function observed(copy: WorkFile): Promise<ObservedSound | null> {
  const known = seen.get(copy);
  if (known !== undefined) return known;
  const { name, bytes } = await decodeSound(copy);
  const result = observeSound(openWav(bytes, name).source);
  seen.set(copy, result);
  return result;
}

async function readKnown(copy: WorkFile | undefined, number: number): Promise<Arrival> {
  const sound = copy && (await observed(copy));
  if (!sound) return 'lost';
  const isThere = (mark: HiddenMark) => findKnownSound(sound, mark).chance <= ACCEPTED_CHANCE;
  // Another work's key and id; another id under the same key; the right id under a wrong key.
  const { id, key } = markOf(number);
  const other = markOf(number + 100);
  if (isThere(other) || isThere({ id: other.id.map((byte) => byte ^ 0x5a), key })) return 'wrong';
  if (isThere({ id, key: other.key })) return 'wrong';
  return isThere({ id, key }) ? 'back' : 'lost';
}

async function readBlind(copy: WorkFile | undefined, { id, key }: HiddenMark): Promise<Arrival> {
  const sound = copy && (await observed(copy));
  const read = sound && readSound(sound, key, ACCEPTED_CHANCE);
  if (!read) return 'lost';
  return toHex(read.id) === toHex(id) ? 'back' : 'wrong';
}
