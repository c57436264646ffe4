import { describe, expect, test } from 'vitest';
import { PUBLIC_KEY, nameFindings } from './finding-id.ts';
import { scanFiles } from './scan.ts';
import type { GateTerm } from './term.ts';

const TERM: GateTerm = { id: 'client', writings: ['Quorvexil Maritime', 'QVXM'], kind: 'name' };

/** Nothing here is compressed. */
function refuse(): never {
  throw new Error('not compressed');
}
const ports = {
  inflate: refuse,
  inflateRaw: refuse,
  brotli: refuse,
  zstd: refuse,
  clockMs: () => 0,
};

async function scan(path: string, text: string) {
  const bytes = new TextEncoder().encode(text);
  return (await scanFiles([{ path, bytes }], [TERM], ports)).findings;
}

describe('accepting a finding by its id', () => {
  const idsIn = async (path: string, text: string) =>
    nameFindings(await scan(path, text), PUBLIC_KEY).map(({ id }) => id);
  const page = (...lines: readonly string[]) =>
    `<html><body>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`;

  test('does not hide a second place in the same file, in whatever writing', async () => {
    const [first] = await idsIn('a.html', page('by Quorvexil Maritime'));
    for (const more of [
      'a bridge for Quorvexil Maritime',
      `data ${Buffer.from('by Quorvexil Maritime').toString('base64')}`,
      'by Quorve&#120;il Mari<b>time</b>',
    ])
      expect(await idsIn('a.html', page('by Quorvexil Maritime', more))).not.toContain(first);
  });

  test('nor what is in a file whose name was accepted', async () => {
    const named = await idsIn('QVXM.txt', 'nothing');
    const both = await idsIn('QVXM.txt', 'by QVXM');
    expect(both).toEqual([...named, expect.any(String)]);
  });

  test('holds while other things in the file change', async () => {
    const before = await idsIn(
      'a.html',
      page('All of it was built in a hurry by Quorvexil Maritime and more words than that'),
    );
    const after = await idsIn(
      'a.html',
      page(
        'New words.',
        'All of it was built in a hurry by Quorvexil Maritime and more words than that',
        'And others.',
      ),
    );
    expect(before).toHaveLength(1);
    expect(after).toEqual(before);
  });

  test('tells of every place, and masks each', async () => {
    const [finding] = await scan('a.txt', 'by QVXM here\n\nand for QVXM there, says QVXM');
    expect(finding?.elsewhere).toEqual([
      expect.stringContaining('▇▇▇'),
      expect.stringContaining('▇▇▇'),
    ]);
    expect(JSON.stringify(finding)).not.toMatch(/QVXM|quorvexil/i);
  });
});
