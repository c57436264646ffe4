import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const SCAN = fileURLToPath(new URL('../../../scripts/scan.ts', import.meta.url));
const NAME = 'Quorvexil Maritime';
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'colophon-report-'));
  await writeFile(join(dir, 'terms.yaml'), `- { id: client, term: ${NAME} }\n`);
  await writeFile(join(dir, 'empty.yaml'), `- { id: client, term: Zephyrbolt }\n`);
});
afterAll(() => rm(dir, { recursive: true }));

async function site(): Promise<string> {
  const folder = await mkdtemp(join(dir, 'site-'));
  await writeFile(join(folder, 'a.txt'), `one\ntwo ${NAME}\n`);
  return folder;
}

function scan(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [SCAN, ...args], (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe('a report is written in the format its ending says, for its owner alone:', () => {
  test.each([
    ['txt', 'a.txt:2:5: confidential-term client'],
    ['json', '"term": "client"'],
    ['sarif', '"ruleId": "confidential-term"'],
    ['xml', '<failure type="confidential-term"'],
    ['html', 'Not to be published'],
  ])('%s', async (ending, part) => {
    const report = join(dir, `report.${ending}`);
    const { code, stdout } = await scan(
      await site(),
      '--terms',
      join(dir, 'terms.yaml'),
      '--report',
      report,
    );
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('▇▇▇') as string,
    });
    const text = await readFile(report, 'utf8');
    expect(text).toContain(part);
    expect(text).not.toContain(NAME);
    expect((await stat(report)).mode & 0o077).toBe(0);
  });
});

test('the same finding has the same id in another folder, and in every format', async () => {
  const run = async () => scan(await site(), '--terms', join(dir, 'terms.yaml'), '--json');
  const [first, second] = await Promise.all([run(), run()]);
  expect(first.stdout).toBe(second.stdout);
});

test('a format is printed where it is asked for, a clean folder too', async () => {
  const args = [await site(), '--terms', join(dir, 'empty.yaml'), '--format', 'junit'];
  expect(await scan(...args)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('name="1 file without findings"') as string,
  });
});

test('what cannot be done is said before anything is scanned', async () => {
  const folder = await site();
  const refusals: [string[], string][] = [
    [['--format', 'pdf'], 'expected one of text, json, sarif, junit, html'],
    [['--report', join(dir, 'report.pdf')], 'expected a name that ends in .txt, .json'],
    [['--report', join(folder, 'report.html')], 'outside the folder that is published'],
  ];
  for (const [args, message] of refusals) {
    const result = await scan(folder, '--terms', join(dir, 'terms.yaml'), ...args);
    expect(result).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(message) as string,
    });
  }
});
