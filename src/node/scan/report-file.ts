import { readFile } from 'node:fs/promises';
import { extname, relative, resolve, sep } from 'node:path';
import { REPORT_FORMATS } from '../../gate/index.ts';
import type { Report, ReportFormat } from '../../gate/index.ts';
import { UsageError } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';

/** A file to write a report into. */
export interface ReportFile {
  /** Absolute. */
  readonly path: string;
  readonly format: ReportFormat;
}

/** @throws UsageError if there is no such format. */
export function reportFormat(name: string): ReportFormat {
  const format = REPORT_FORMATS.find((each) => each.name === name);
  if (format) return format;
  throw new UsageError(
    `--format: expected one of ${REPORT_FORMATS.map((each) => each.name).join(', ')}`,
  );
}

/**
 * Judges the name of a report before anything is done for it.
 *
 * @param dir - what is scanned or released: a report in it would be published.
 * @throws UsageError if its ending says no format, or if it lies in `dir`.
 */
export function reportFile(name: string, dir: string): ReportFile {
  const path = resolve(name);
  const ending = extname(path).slice(1).toLowerCase();
  const format = REPORT_FORMATS.find(({ endings }) => endings.includes(ending));
  const endings = REPORT_FORMATS.flatMap((each) => each.endings).map((each) => `.${each}`);
  if (!format) throw new UsageError(`--report: expected a name that ends in ${endings.join(', ')}`);
  if (path.startsWith(resolve(dir) + sep))
    throw new UsageError('--report: expected a file outside the folder that is published');
  return { path, format };
}

/** Only for its owner: it is masked, but says where to look. */
export async function writeReport({ path, format }: ReportFile, report: Report): Promise<void> {
  await writeDurably(path, format.write(report), 0o600);
}

/** @returns a report on `dir`, as of now. */
export async function reportOn(
  dir: string,
  result: Pick<Report, 'findings' | 'files' | 'bytes'>,
): Promise<Report> {
  const folder = relative(process.cwd(), resolve(dir)).split(sep).join('/');
  return {
    ...result,
    folder: folder.startsWith('..') ? '' : folder,
    ended: new Date().toISOString(),
    version: await programVersion(),
  };
}

async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
