import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { familyOf } from '../marks/carriers/style-blocks.ts';
import { style } from '../marks/carriers/style.ts';
import { launchBrowser } from './browser.ts';

const { resolve } = createRequire(import.meta.url);
const SHEETS = ['bootstrap.css', 'bootstrap.min.css', 'bootstrap.rtl.min.css'];
const mark = { id: new Uint8Array(8).fill(3), key: new Uint8Array(32).fill(4) };

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(() => browser.close());

async function sheetsOf(name: string): Promise<{ before: string; after: string }> {
  const before = await readFile(resolve(`bootstrap/dist/css/${name}`), 'utf8');
  const { bytes } = await style.embed({ name, bytes: toUtf8(before) }, mark);
  return { before, after: fromUtf8(bytes) ?? '' };
}

/**
 * Every rule as the browser reads it: its selectors as a set, and what it sets, longhand by
 * longhand, with the last of several winning as it does in the cascade.
 */
function rulesOf(css: string): Promise<readonly string[]> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const lines: string[] = [];
    const visit = (rules: CSSRuleList, path: string) => {
      for (const rule of rules) {
        if (rule instanceof CSSStyleRule || rule instanceof CSSKeyframeRule) {
          const selectors = rule instanceof CSSStyleRule ? rule.selectorText : rule.keyText;
          const set = [...rule.style].map(
            (name) =>
              `${name}:${rule.style.getPropertyValue(name)}!${rule.style.getPropertyPriority(name)}`,
          );
          // No selector of this sheet has a comma within brackets.
          lines.push(`${path}${selectors.split(', ').sort().join()}{${set.sort().join(';')}}`);
        }
        if ('cssRules' in rule) {
          const inner = rule as CSSGroupingRule & { conditionText?: string; name?: string };
          visit(inner.cssRules, `${path}@${inner.conditionText ?? inner.name ?? ''} `);
        } else if (!(rule instanceof CSSKeyframeRule)) lines.push(`${path}${rule.cssText}`);
      }
    };
    visit(sheet.cssRules, '');
    return lines;
  }, css);
}

/** What the browser computes for elements of every tenth class, and for what has none. */
function computedBy(css: string): Promise<readonly string[]> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    const names = [...new Set([...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name))];
    document.body.innerHTML = names
      .sort()
      .filter((_, at) => at % 10 === 0)
      .map((name) => `<button class="${name}">x</button>`)
      .concat('<table><tr><td>z</td></tr></table><input><p>p<a href="#">a</a><code>c</code></p>')
      .join('');
    const properties = [...getComputedStyle(document.body)];
    return [...document.querySelectorAll('body, body *')].map((element) => {
      const computed = getComputedStyle(element);
      return properties.map((name) => computed.getPropertyValue(name)).join('\n');
    });
  }, css);
}

/** Numbers of colours with their last bits cleared: these may differ. */
function withoutLastBits(text: string): string {
  const even = (digits: string) => String(Number(digits) & ~1);
  return text
    .replace(/rgba?\((\d+), (\d+), (\d+)/g, (_, ...all: string[]) =>
      all.slice(0, 3).map(even).join(' '),
    )
    .replace(/#([\da-f]{6})([\da-f]{2})?\b/gi, (_, hex: string, alpha = '') =>
      [...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16) & ~1), alpha].join(' '),
    )
    .replace(/#([\da-f])([\da-f])([\da-f])\b/gi, (_, ...all: string[]) =>
      all
        .slice(0, 3)
        .map((digit) => Number.parseInt(digit + digit, 16) & ~1)
        .join(' ')
        .concat(' '),
    );
}

describe.each(SHEETS)('%s', (name) => {
  test('says the same in every rule, colours within one level', async () => {
    const { before, after } = await sheetsOf(name);
    expect(after).not.toBe(before);
    const [one, other] = [await rulesOf(before), await rulesOf(after)];
    expect(one.length).toBeGreaterThan(1000);
    expect(other.map(withoutLastBits)).toEqual(one.map(withoutLastBits));
  });
});

test('elements look the same, colours within one level', async () => {
  const { before, after } = await sheetsOf('bootstrap.css');
  const plain = await computedBy(before);
  const marked = await computedBy(after);
  expect(plain.length).toBeGreaterThan(100);
  const lines = (all: readonly string[]) =>
    all.flatMap((each) => withoutLastBits(each).split('\n'));
  const expected = lines(plain);
  expect(lines(marked).filter((line, at) => line !== expected[at])).toEqual([]);
});

test('of two families no property sets what the other does', async () => {
  const longhands = await page.evaluate(() => {
    const { style: all } = document.createElement('div');
    const names = Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(all)))
      .concat([...Object.keys(all)], Object.keys(Object.getOwnPropertyDescriptors(all)))
      .map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
      .flatMap((name) => [name, `-${name}`])
      .filter((name) => CSS.supports(name, 'inherit'));
    return [...new Set(names)].map((name) => {
      const { style } = document.createElement('div');
      style.setProperty(name, 'inherit');
      return [name, [...style]] as const;
    });
  });
  expect(longhands.length).toBeGreaterThan(400);
  const families = new Map<string, Set<string>>();
  for (const [name, sets] of longhands)
    for (const longhand of name === 'all' ? [] : sets) {
      const known = families.get(longhand) ?? new Set();
      families.set(longhand, known.add(familyOf(name)));
    }
  const torn = [...families].filter(([, of]) => of.size > 1);
  expect(torn.map(([longhand, of]) => [longhand, ...of])).toEqual([]);
});
