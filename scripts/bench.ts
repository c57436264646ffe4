// bench: the benchmarks, with their table. Figures in the README come from here.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gate, gateMemory } from '../src/bench/gate.ts';
import { GROUP_NAMES, survival } from '../src/bench/groups.ts';
import { image } from '../src/bench/image.ts';
import { ledger } from '../src/bench/ledger.ts';
import { PARTS } from '../src/bench/pictures/packages.ts';
import type { Part } from '../src/bench/pictures/packages.ts';
import { mergePages } from '../src/bench/survival-page.ts';
import { renderTable } from '../src/bench/table.ts';
import { run } from '../src/node/author-command.ts';
import { EXIT, UsageError } from '../src/node/command.ts';

const BENCHES = { ledger } as const;
const file = (path: string) => fileURLToPath(new URL(`../src/bench/${path}`, import.meta.url));
const SURVIVAL_FILE = file('journeys/SURVIVAL.md');
const IMAGE_FILE = file('pictures/MEASURED.md');

const usage = `npm run bench -- [NAME…]
npm run bench -- gate [FOLDER]
npm run bench -- survival [--write] [GROUP…]
npm run bench -- image [--write] [--part tuning|reporting] [--most N]

Runs the benchmarks and prints their tables: ${Object.keys(BENCHES).join(', ')}.
\`gate\` searches a folder, beside ripgrep and ugrep if they are installed. If none is named, it is the
last release in dist/, and then a gigabyte made up in a temporary folder, for the memory that takes.
\`survival\` sends marks through other people's programs, in groups:
${GROUP_NAMES.join(', ')}.
\`image\` sends marked photographs and screenshots through attacks: at most N of each kind, those that
nothing was tuned on if --part does not say otherwise. It goes on where it was stopped.
Both take many minutes, fetch packages for themselves, and run only when they are named. \`--write\`
keeps the tables.`;

await run(usage, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      part: { type: 'string', default: 'reporting' },
      most: { type: 'string' },
    },
  });
  const [first, ...groups] = positionals;
  if (first === 'survival') {
    requireKnown(groups, GROUP_NAMES);
    const page = await survival(groups.length > 0 ? groups : GROUP_NAMES);
    if (values.write) await keep(page);
    console.log(page);
    return EXIT.fine;
  }
  if (first === 'gate') {
    const rows = await gate(resolve(groups[0] ?? 'dist'));
    console.log(renderTable(groups[0] ? rows : [...rows, ...(await gateMemory())]));
    return EXIT.fine;
  }
  if (first === 'image') {
    requireKnown([values.part], PARTS);
    const page = await image(values.part as Part, readCount(values.most));
    if (values.write) await writeFile(IMAGE_FILE, `${page}\n`);
    console.log(page);
    return EXIT.fine;
  }
  requireKnown(positionals, [...Object.keys(BENCHES), 'survival', 'image', 'gate']);
  for (const [name, bench] of Object.entries(BENCHES))
    if (positionals.length === 0 || positionals.includes(name))
      console.log(`${name}\n\n${renderTable(await bench())}\n`);
  return EXIT.fine;
});

// StegCloak leaves a port open, which would keep the process alive for ever.
process.exit();

async function keep(page: string): Promise<void> {
  const older = await readFile(SURVIVAL_FILE, 'utf8').catch(() => '');
  await writeFile(SURVIVAL_FILE, mergePages(older, page));
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new UsageError('--most: expected a number of pictures');
}

function requireKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`nothing is called \`${unknown}\`: expected ${known.join(', ')}`);
}
