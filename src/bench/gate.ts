import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createScanner, scanFiles } from '../gate/index.ts';
import type { GateFile, Scanner } from '../gate/index.ts';
import { openCleanFiles } from '../node/scan/clean-files.ts';
import { decompress } from '../node/scan/decompress.ts';
import { openParallelScanner } from '../node/scan/scan-processes.ts';
import { scannedFiles } from '../node/scan/scanned-folder.ts';
import { TERMS } from './gate-terms.ts';
import { fillFolder } from './large-folder.ts';
import { mostMemoryOf } from './process-memory.ts';
import type { ScannedOnce } from './scan-once.ts';
import type { Row } from './table.ts';

const LARGE = 1e9;
/** The best one counts: the first has to compile, and what else the machine does only ever takes longer. */
const ROUNDS = 5;
const SMALL: GateFile = { path: 'a.txt', bytes: new Uint8Array([65]) };

/**
 * How fast the gate searches a folder, for each kind of file, beside programs that only search for
 * the same strings as they stand.
 */
export async function gate(folder: string): Promise<readonly Row[]> {
  const files: GateFile[] = [];
  for await (const file of scannedFiles(folder)) files.push(file);
  const rows = [
    await preparationRow(),
    await scanRow('all files, decoded, one core', files, '≥ 20 MB/s'),
  ];
  for (const [ending, own] of Map.groupBy(files, ({ path }) => extname(path) || 'no ending'))
    rows.push(await scanRow(ending, own));
  rows.push(await processesRow(files), await thousandPagesRow());
  return [...rows, ...(await othersRows(folder, files))];
}

/** By the clock, and with the start of the processes: what a person waits for. */
async function processesRow(files: readonly GateFile[]): Promise<Row> {
  const start = performance.now();
  await scanFiles(files, TERMS, { ...decompress, openScanner: openParallelScanner });
  const value = speed(files, (performance.now() - start) / 1000);
  return { what: 'all files, on all cores', value };
}

/** How long it takes to make ready for the terms: once a scan, and not counted in what follows. */
async function preparationRow(): Promise<Row> {
  const seconds = await cpuSeconds(() => scanFiles([SMALL], TERMS, decompress));
  return { what: 'to prepare the search', value: `${seconds.toFixed(2)} s` };
}

async function scanRow(what: string, files: readonly GateFile[], promise?: string): Promise<Row> {
  let scanner: Scanner | null = null;
  const openScanner: typeof createScanner = (terms, ports, options) =>
    (scanner ??= createScanner(terms, ports, options));
  const ports = { ...decompress, openScanner };
  await scanFiles([SMALL], TERMS, ports);
  let found = 0;
  let seconds = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const taken = await cpuSeconds(async () => {
      found = (await scanFiles(files, TERMS, ports)).findings.length;
    });
    seconds = Math.min(seconds, taken);
  }
  const value = `${speed(files, seconds)}, ${found} findings`;
  return { what: `${what} (${files.length})`, value, ...(promise && { promise }) };
}

/** Of this process, whatever else the machine does. */
async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A page as a site of some size has them: a menu, some text, a script. */
function page(number: number): GateFile {
  const links = Array.from({ length: 40 }, (_each, at) => `<li><a href="/p/${at}/">page ${at}</a>`);
  const text = Array.from(
    { length: 30 },
    (_each, at) => `<p>Line ${at} of page ${number}, with a word or two.`,
  );
  const html = `<!doctype html><title>${number}</title><ul>${links.join('')}</ul>${text.join('')}<script>go(${number})</script>`;
  return { path: `p/${number}/index.html`, bytes: new TextEncoder().encode(html) };
}

/**
 * The most memory that a scan takes of a folder as large as it should stand, with as many
 * processes as there are cores, all together. Takes some minutes.
 */
export async function gateMemory(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'colophon-bench-'));
  try {
    await fillFolder(folder, LARGE, 1);
    const program = fileURLToPath(new URL('./scan-once.ts', import.meta.url));
    const scan = spawn(process.execPath, [program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [peak, printed] = await Promise.all([mostMemoryOf(scan), text(scan.stdout)]);
    const { files, bytes, seconds } = JSON.parse(printed) as ScannedOnce;
    const what = `memory for ${(bytes / 1e9).toFixed(2)} GB (${files}), on all cores, at most`;
    const value = `${Math.round(peak / 1e6)} MB, in ${Math.round(seconds)} s`;
    return [{ what, value, promise: '< 1 GB' }];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function thousandPagesRow(): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'colophon-bench-'));
  const files = Array.from({ length: 1000 }, (_each, number) => page(number));
  const list = join(folder, 'list');
  try {
    const first = await openCleanFiles(new Uint8Array(32), list);
    await scanFiles(files, TERMS, { ...decompress, clean: first.clean });
    await first.save();
    const start = performance.now();
    const { clean } = await openCleanFiles(new Uint8Array(32), list);
    await scanFiles(files, TERMS, { ...decompress, clean });
    const seconds = (performance.now() - start) / 1000;
    return {
      what: '1,000 pages again, unchanged',
      value: `${seconds.toFixed(2)} s`,
      promise: '< 2 s',
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The others get every writing as a fixed string and say which files hold it. */
async function othersRows(folder: string, files: readonly GateFile[]): Promise<readonly Row[]> {
  const list = await mkdtemp(join(tmpdir(), 'colophon-bench-'));
  const patterns = join(list, 'terms.txt');
  await writeFile(patterns, TERMS.flatMap(({ writings }) => writings).join('\n'));
  const row = (program: string, options: readonly string[]): Row => {
    const start = performance.now();
    const { error } = spawnSync(program, [...options, '-f', patterns, folder]);
    const seconds = (performance.now() - start) / 1000;
    return { what: `${program}, literal`, value: error ? 'not installed' : speed(files, seconds) };
  };
  try {
    return [
      row('rg', ['-uuu', '-i', '-F', '-l', '-z', '-j1']),
      row('ugrep', ['-r', '-i', '-F', '-l', '-z', '-J1']),
    ];
  } finally {
    await rm(list, { recursive: true });
  }
}

function speed(files: readonly GateFile[], seconds: number): string {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return `${(size / 1e6 / seconds).toFixed(1)} MB/s`;
}
