// bench: the benchmarks, with their table. Figures in the README come from here.
import { parseArgs } from 'node:util';
import { image } from '../src/bench/image.ts';
import { ledger } from '../src/bench/ledger.ts';
import { renderTable } from '../src/bench/table.ts';
import { EXIT, UsageError, run } from '../src/node/command.ts';

const BENCHES = { ledger, image } as const;

const usage = `npm run bench -- [NAME…]

Runs the benchmarks and prints their tables: ${Object.keys(BENCHES).join(', ')}.`;

await run(usage, async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.find((name) => !(name in BENCHES));
  if (unknown !== undefined)
    throw new UsageError(
      `no benchmark \`${unknown}\`: expected ${Object.keys(BENCHES).join(', ')}`,
    );
  for (const [name, bench] of Object.entries(BENCHES))
    if (positionals.length === 0 || positionals.includes(name))
      console.log(`${name}\n\n${renderTable(await bench())}\n`);
  return EXIT.fine;
});
