import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchPackage, runToEnd } from './public-package.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const TERMS = join(PROJECT, 'src', 'e2e', 'public-sites-terms.yaml');

/** Sites that somebody else built and published, as packages of the npm registry ship them. */
const SITES = [
  {
    what: 'a manual of 89 pages',
    of: 'npm@12.2.1',
    folder: 'docs/output',
    files: 89,
    says: 'package-lock.json',
  },
  {
    what: 'a studio with photographs',
    of: 'startbootstrap-agency@7.0.12',
    folder: 'dist',
    files: 25,
    says: 'Start Bootstrap',
  },
  {
    what: 'an editor, with fonts and 30 MB of programs',
    of: '@node-red/editor-client@5.0.7',
    folder: 'public',
    files: 288,
    says: 'ノードを追加',
  },
] as const;

interface Report {
  readonly files: number;
  readonly findings: readonly { readonly term: string | null; readonly rule: string }[];
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colophon-public-sites-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @returns a list of terms with one more, which the site does say. */
async function termsWith(word: string): Promise<string> {
  const list = join(folder, 'terms.yaml');
  const terms = await readFile(TERMS, 'utf8');
  await writeFile(list, `${terms}- { id: said, kind: word, term: '${word}' }\n`);
  return list;
}

describe('two hundred names, domains and figures in three languages are not found in', () => {
  test.each(SITES)(
    '$what ($of)',
    async ({ of, folder: inside, files, says }) => {
      const site = join(await fetchPackage(of, folder), inside);
      const list = await termsWith(says);
      const args = ['scripts/scan.ts', site, '--terms', list, '--no-pixels', '--json'];
      const output = await runToEnd(process.execPath, args, PROJECT);
      const report = JSON.parse(output) as Report;
      expect(report.files).toBe(files);
      // Nothing is refused as unreadable either; and what is there is found.
      expect(new Set(report.findings.map(({ term, rule }) => `${rule} ${term}`))).toEqual(
        new Set(['confidential-term said']),
      );
    },
    240_000,
  );
});
