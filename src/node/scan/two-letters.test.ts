import { describe, expect, test } from 'vitest';
import { base64, scan } from './planted-text.ts';

const SHORT = { id: 'short', writings: ['QX', 'H&M'], kind: 'name' } as const;

describe('a name of two letters is read', () => {
  const worst = async (path: string, content: string) =>
    (await scan(path, content, [SHORT])).map(({ severity }) => severity);

  test.each([
    ['a.html', '<!doctype html><p>We worked for <b>QX</b> in <i>spring</i>.</p>'],
    ['a.html', '<!doctype html><p>We worked for &#81;&#x58; in spring.</p>'],
    ['a.html', '<!doctype html><p>We worked for H&amp;M in spring.</p>'],
    ['a.js', String.raw`const t="We worked for \u0051\x58 in spring";`],
    ['a.txt', base64('We worked for QX in the spring.')],
    ['a.txt', encodeURIComponent('We worked for QX in the spring.')],
  ])('in a sentence of %s: %s', async (path, content) => {
    expect(await worst(path, content)).toEqual(['error']);
  });

  test.each([
    ['a.html', '<!doctype html><title>QX</title><p>One'],
    ['a.html', '<!doctype html><p>One <img src="a.png" alt="QX"> two'],
    ['a.html', '<!doctype html><ul><li>Acme</li><li>Q<em>X</em></li></ul>'],
    ['qx/index.html', '<!doctype html><p>One'],
    ['QX-plan.html', '<!doctype html><p>One'],
  ])('by itself in %s: %s', async (path, content) => {
    expect(await worst(path, content)).toEqual(['warning']);
  });

  test.each([
    ['a.html', '<!doctype html><p class="one QX two three" id="QX">One two three'],
    ['a.js', 'var QX=function(H,M){return H&M};case QX:QX(QX.x)'],
    ['a.json', '{"codes":["QX","GE"],"QX":1}'],
    ['a.css', '.QX{color:#QX4}'],
  ])('and not in %s: %s', async (path, content) => {
    expect(await worst(path, content)).toEqual([]);
  });
});
