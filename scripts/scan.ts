// scan DIR: searches any folder for confidential terms, as the gate does before a release.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PUBLIC_FINDING_KEY, hasErrors, nameFindings, scanFiles } from '../src/gate/index.ts';
import type { GateTerm } from '../src/gate/index.ts';
import { run } from '../src/node/author-command.ts';
import { BrokenInput, EXIT, UsageError } from '../src/node/command.ts';
import { machineKey, openCleanFiles } from '../src/node/scan/clean-files.ts';
import { decompress } from '../src/node/scan/decompress.ts';
import { openParallelScanner } from '../src/node/scan/scan-processes.ts';
import { pixelReader } from '../src/node/scan/pixels/pixel-reader.ts';
import type { PixelReader } from '../src/node/scan/pixels/pixel-reader.ts';
import { reportFile, reportFormat, reportOn, writeReport } from '../src/node/scan/report-file.ts';
import { scannedFiles } from '../src/node/scan/scanned-folder.ts';
import { listFiles } from '../src/node/files/staging-folder.ts';
import { lookedAtIn } from '../src/release/image-marks.ts';
import { readTerms } from '../src/node/scan/terms-file.ts';

const usage = `npm run scan -- DIR --terms FILE [--format NAME] [--report FILE] [--no-pixels]
         [--strict]

Searches every file of DIR for confidential terms: decoded, unpacked, in other writings.

  --terms FILE   YAML, a list of { id, term, aliases?: [], kind?: name|word|person|domain|figure },
                 and of { id, kind: logo, file }
  --format NAME  text, json, sarif, junit or html, on standard output
  --json         the same as --format json
  --report FILE  a report beside that; its ending says the format: .txt, .json, .sarif, .xml, .html
  --no-pixels    do not read what pictures and pages of PDF files show
  --strict       warnings count like errors

Exit: 0 clean or warnings alone, 1 findings, 2 usage or unreadable.`;

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    options: {
      terms: { type: 'string' },
      format: { type: 'string' },
      json: { type: 'boolean', default: false },
      report: { type: 'string' },
      'no-pixels': { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1) throw new UsageError('expected one DIR');
  if (values.terms === undefined) throw new UsageError('expected --terms FILE');
  const format = reportFormat(values.format ?? (values.json ? 'json' : 'text'));
  const file = values.report === undefined ? null : reportFile(values.report, dir);
  const { terms, logos } = await readTerms(values.terms);
  await expectFolder(dir);
  const scanned = await scan(
    resolve(dir),
    terms,
    values['no-pixels'] ? null : pixelReader(terms, logos),
  );
  const findings = nameFindings(scanned.findings, PUBLIC_FINDING_KEY);
  const report = await reportOn(dir, { ...scanned, findings });
  console.log(format.write(report).trimEnd());
  if (file) await writeReport(file, report);
  const isRefused = hasErrors(findings) || (values.strict && findings.length > 0);
  return isRefused ? EXIT.refused : EXIT.fine;
});

async function scan(dir: string, terms: readonly GateTerm[], pixels: PixelReader | null) {
  if (pixels)
    await pixels.readAll(
      lookedAtIn(await listFiles(dir)).map((file) => join(dir, file)),
      () => undefined,
    );
  const store = await openCleanFiles(await machineKey(process.env));
  const ports = {
    ...decompress,
    clean: store.clean,
    openScanner: openParallelScanner,
    ...(pixels && { readPixels: pixels.read }),
  };
  const scanned = await scanFiles(scannedFiles(dir), terms, ports).finally(() => pixels?.close());
  await store.save();
  return scanned;
}

async function expectFolder(dir: string): Promise<void> {
  const isFolder = existsSync(dir) && (await stat(dir)).isDirectory();
  if (!isFolder) throw new BrokenInput('DIR: expected a folder that exists');
}
