import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured } from './measure.ts';

const FILE = fileURLToPath(
  new URL('../../../node_modules/.cache/colophon/pictures/measured.jsonl', import.meta.url),
);
/** What the figures depend on. */
const CODE = ['../../marks/image', '.'].map((each) =>
  fileURLToPath(new URL(each, import.meta.url)),
);

/** Figures of earlier runs of the same code: a run takes an hour, and may be cut short. */
export interface Results {
  readonly known: ReadonlyMap<string, Measured>;
  add(measured: Measured): Promise<void>;
}

export async function openResults(): Promise<Results> {
  const code = await codeHash();
  const text = await readFile(FILE, 'utf8').catch(() => '');
  const lines = text.split('\n').filter(Boolean);
  const all = lines.map((line) => JSON.parse(line) as { code: string; measured: Measured });
  const own = all.filter((each) => each.code === code).map(({ measured }) => measured);
  return {
    known: new Map(own.map((measured) => [measured.picture, measured])),
    async add(measured) {
      await mkdir(dirname(FILE), { recursive: true });
      await appendFile(FILE, `${JSON.stringify({ code, measured })}\n`);
    },
  };
}

/** Of what marks, reads and measures; not of what prints. */
async function codeHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of CODE)
    for (const name of (await readdir(folder)).toSorted())
      if (name.endsWith('.ts') && !/^(?:report|results|.*\.test)\.ts$/.test(name))
        hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}
