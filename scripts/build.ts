// build: content through disclosure, marks and gate into dist/. Exits 1 if the gate refuses.
import { buildSite } from '../src/node/release/build-site.ts';
import { run } from '../src/node/author-command.ts';
import { EXIT } from '../src/node/command.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { parseSiteOptions, setEnvironment } from '../src/node/site-options.ts';

const usage = `npm run build -- [--content DIR] [--out DIR] [--as-of YYYY-MM-DD] [--report FILE]

Builds the site, hides the marks, and releases it into DIR if the gate finds nothing.

  --content DIR         where the content is (content/)
  --out DIR             where the release goes (dist/)
  --as-of YYYY-MM-DD    decide what is public as on that day, not today; one to come is only looked at:
                        ledger and log stay as they are
  --report FILE         what the gate found, as .txt, .json, .sarif, .xml (JUnit) or .html

Exit: 0 released, 1 refused by the gate (the last release stays), 2 usage or broken input.`;

await run(usage, async () => {
  const { report } = parseSiteOptions({ report: { type: 'string' } });
  setEnvironment(ENVIRONMENT.report, report);
  const { outDir } = readSettings(process.env, new Date());
  if (!(await buildSite(outDir))) return EXIT.refused;
  console.log(`Released: ${outDir}`);
  return EXIT.fine;
});
