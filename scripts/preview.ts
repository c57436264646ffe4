// preview: look at the last release as a host would serve it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'astro';
import { run } from '../src/node/author-command.ts';
import { BrokenInput, EXIT } from '../src/node/command.ts';
import { recoverRelease } from '../src/node/files/out-folder.ts';
import { readSettings } from '../src/node/settings.ts';
import { parseSiteOptions } from '../src/node/site-options.ts';
import { MANIFEST } from '../src/release/well-known.ts';

const usage = `npm run preview -- [--content DIR] [--out DIR]

Serves the last release on this machine, just as it is.

  --content DIR   where the content is (content/): it says under which path the site lives
  --out DIR       where the release is (dist/)`;

await run(usage, async () => {
  parseSiteOptions({});
  const { outDir } = readSettings(process.env, new Date());
  await recoverRelease(outDir);
  if (!existsSync(join(outDir, MANIFEST)))
    throw new BrokenInput(`${outDir}: no release there yet`, {
      hint: 'Run `npm run build` first.',
    });
  await preview({});
  return EXIT.fine;
});
