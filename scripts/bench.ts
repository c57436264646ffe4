// bench: the benchmarks, with their table. Figures in the README come from here.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GROUP_NAMES, survival } from '../src/bench/groups.ts';
import { image } from '../src/bench/image.ts';
import { ledger } from '../src/bench/ledger.ts';
import { mergePages } from '../src/bench/survival-page.ts';
import { renderTable } from '../src/bench/table.ts';
import { EXIT, UsageError, run } from '../src/node/command.ts';

const BENCHES = { ledger, image } as const;
const SURVIVAL_FILE = fileURLToPath(new URL('../src/bench/journeys/SURVIVAL.md', import.meta.url));

const usage = `npm run bench -- [NAME…]
npm run bench -- survival [--write] [GROUP…]

Runs the benchmarks and prints their tables: ${Object.keys(BENCHES).join(', ')}.
\`survival\` sends marks through other people's programs, in groups:
${GROUP_NAMES.join(', ')}.
It takes many minutes, installs packages for itself, and runs only when it is named. \`--write\` keeps
the tables.`;

await run(usage, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false } },
  });
  const [first, ...groups] = positionals;
  if (first === 'survival') {
    requireKnown(groups, GROUP_NAMES);
    const page = await survival(groups.length > 0 ? groups : GROUP_NAMES);
    if (values.write) await keep(page);
    console.log(page);
    return EXIT.fine;
  }
  requireKnown(positionals, [...Object.keys(BENCHES), 'survival']);
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

function requireKnown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`no benchmark \`${unknown}\`: expected ${known.join(', ')}`);
}
