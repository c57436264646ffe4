import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import type { Rolldown } from 'vite';
import { createAuthor, issueLedger, makeProof, readLedgerVersion } from '../authorship/index.ts';
import type { WorkRecord } from '../authorship/index.ts';
import { otherImplementation } from '../authorship/other-implementation.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { median } from './table.ts';
import type { Bench, Row } from './table.ts';

const WORKS = 500;
const RUNS = 7;

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada Example',
  site: 'https://ada.example/',
});

/** As many claims as a case study in three languages has. */
const records: readonly WorkRecord[] = Array.from({ length: WORKS }, (_each, index) => ({
  work: `work-${index}`,
  claims: Object.fromEntries(
    ['work', 'kind', 'title', 'summary', 'outcome', 'role', 'sector', 'client', 'period']
      .concat(Array.from({ length: 7 }, (_mark, mark) => `mark:${mark + 1}`))
      .map((name) => [name, { en: `${name} of ${index}`, ja: `${name}`, ru: `${name}` }]),
  ),
}));

/** What a ledger of 500 works costs, ours and that of `@sd-jwt/core` in the same run. */
export const ledger: Bench = async () => {
  const text = issueLedger(records, author, null);
  const verdict = await readLedgerVersion(text);
  if (verdict.status !== 'valid') throw new Error(verdict.status);
  const { version } = verdict;
  const proof = makeProof({ version, records, witnesses: [] }, author, {
    work: 'work-7',
    reveal: ['title', 'mark:3'],
    challenge: '4821 9377 0526 4410',
    now: new Date(),
  });
  const other = otherImplementation(author.publicKey);
  return [
    size(`ledger of ${WORKS} works`, text.length, '≤ 70 kB'),
    size('the same, brotli', brotliCompressSync(text).length),
    size('a proof of two claims, beside the ledger', proof.presentation.length - text.length),
    await time('issue', () => issueLedger(records, author, null), '< 1000 ms'),
    await time('verify in Node', () => readLedgerVersion(text)),
    await time('verify in Node, @sd-jwt/core', () => other.verify(text)),
    { what: 'verify in Chromium', value: ms(await timeInBrowser(text)), promise: '< 50 ms' },
  ];
};

function size(what: string, bytes: number, promise?: string): Row {
  return { what, value: `${(bytes / 1000).toFixed(1)} kB`, ...(promise && { promise }) };
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

async function time(what: string, run: () => unknown, promise?: string): Promise<Row> {
  const times: number[] = [];
  for (let each = 0; each < RUNS; each++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return { what, value: ms(median(times)), ...(promise && { promise }) };
}

async function timeInBrowser(text: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // WebCrypto is there only where a page is safe from others on the network, as on this machine.
    await page.route('http://localhost/', (route) => route.fulfill({ body: '<!doctype html>' }));
    await page.goto('http://localhost/');
    await page.addScriptTag({ content: await bundle() });
    return await page.evaluate<number>(`(${MEASURE})(${JSON.stringify(text)})`);
  } finally {
    await browser.close();
  }
}

const MEASURE = `async (text) => {
  const times = [];
  for (let run = 0; run < ${RUNS}; run++) {
    const start = performance.now();
    const { status } = await ledger.readLedgerVersion(text);
    if (status !== 'valid') throw new Error(status);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[${Math.floor(RUNS / 2)}];
}`;

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('../authorship/ledger.ts', import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'ledger' } },
  });
  // Without `watch`, one format is one output with one chunk.
  return (output as Rolldown.RolldownOutput[])[0]?.output[0].code ?? '';
}
