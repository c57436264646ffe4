import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scanFiles } from '../../gate/index.ts';
import type { GateTerm } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

/** One file that a real tool made, the plants in it, and why it is refused if it is. */
interface Vector {
  readonly file: string;
  readonly plants: readonly string[];
  readonly unreadable?: string;
}

const FOLDER = fileURLToPath(new URL('../../gate/vectors/', import.meta.url));
const read = (name: string) => new Uint8Array(readFileSync(join(FOLDER, name)));
const json = <T>(name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as T;

const TERMS: readonly GateTerm[] = Object.entries(json<Record<string, string>>('terms.json')).map(
  ([id, writing]) => ({ id, writings: [writing], kind: 'name' }),
);

const LISTS = [
  'archives.json',
  'office.json',
  'pdf.json',
  'media.json',
  'images.json',
  'fonts.json',
  'mail.json',
  'keys.json',
  'data.json',
  'maps.json',
];
const VECTORS = LISTS.flatMap((list) => json<Vector[]>(list));

describe('a file made by a real tool:', () => {
  test.each(VECTORS)('$file', async ({ file, plants, unreadable }) => {
    // Its own name says nothing: judged by bytes.
    const { findings } = await scanFiles([{ path: 'file', bytes: read(file) }], TERMS, decompress);
    // Some of the names are shorter names of others.
    const found = findings.flatMap(({ term, rule }) =>
      term === null || rule === 'possible-term' ? [] : [term],
    );
    expect(found.toSorted()).toEqual([...plants].toSorted());
    const refusals = findings.filter(({ rule }) => rule === 'unreadable-file');
    if (unreadable === undefined) expect(refusals).toEqual([]);
    else expect(refusals.map(({ hint }) => hint).join()).toContain(unreadable);
  });

  test('each is listed', () => {
    const files = readdirSync(FOLDER).filter((name) => !/\.(?:json|sh|md)$/.test(name));
    expect(files.toSorted()).toEqual(VECTORS.map(({ file }) => file).toSorted());
  });
});
