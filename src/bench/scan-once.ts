// Runs in a process of its own, whose memory is measured: see gate.ts.
import { performance } from 'node:perf_hooks';
import { scanFiles } from '../gate/index.ts';
import { decompress } from '../node/scan/decompress.ts';
import { openParallelScanner } from '../node/scan/scan-processes.ts';
import { scannedFiles } from '../node/scan/scanned-folder.ts';
import { TERMS } from './gate-terms.ts';

/** What it prints, as JSON. */
export interface ScannedOnce {
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
}

const [folder = ''] = process.argv.slice(2);
const start = performance.now();
const { files, bytes } = await scanFiles(scannedFiles(folder), TERMS, {
  ...decompress,
  openScanner: openParallelScanner,
});
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ files, bytes, seconds } satisfies ScannedOnce));
