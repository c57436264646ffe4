// build: content through disclosure, marks and gate into dist/. Exits 1 if the gate refuses.
import { parseArgs } from 'node:util';
import { build } from 'astro';
import { EXIT, UsageError, run } from '../src/node/command.ts';
import { ReleaseRefused } from '../src/node/run-release.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';

const usage = `npm run build -- [--content DIR] [--out DIR] [--as-of YYYY-MM-DD]

Builds the site, hides the marks, and releases it into DIR (dist/) if the gate finds nothing.

  --content DIR         where the content is (content/)
  --out DIR             where the release goes (dist/)
  --as-of YYYY-MM-DD    decide what is public as on that day, not today

Exit: 0 released, 1 refused by the gate (the last release stays), 2 usage or broken input.`;

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    options: {
      content: { type: 'string' },
      out: { type: 'string' },
      'as-of': { type: 'string' },
    },
    allowPositionals: true,
  });
  if (positionals.length > 0) throw new UsageError(`unexpected \`${positionals[0]}\``);
  setEnvironment(ENVIRONMENT.content, values.content);
  setEnvironment(ENVIRONMENT.out, values.out);
  setEnvironment(ENVIRONMENT.asOf, values['as-of']);
  const { outDir } = readSettings(process.env, new Date());
  try {
    await build({ logLevel: 'error' });
  } catch (error) {
    const refused = findCause(error, ReleaseRefused);
    if (!refused) throw error;
    console.error(refused.message);
    return EXIT.refused;
  }
  console.log(`Released: ${outDir}`);
  return EXIT.fine;
});

function setEnvironment(name: string, value: string | undefined): void {
  if (value !== undefined) process.env[name] = value;
}

/** Astro may wrap what a hook throws. */
function findCause<E extends Error>(error: unknown, type: new (...args: never[]) => E): E | null {
  if (error instanceof type) return error;
  return error instanceof Error && error.cause ? findCause(error.cause, type) : null;
}
