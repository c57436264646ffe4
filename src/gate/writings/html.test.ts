import { describe, expect, test } from 'vitest';
import { html } from './html.ts';

function partOf(document: string, name: string): string | undefined {
  for (const layer of html(document))
    if (layer.kind === 'text' && layer.name === name) return layer.text;
  return undefined;
}

test('an attribute that many elements have is told of once', () => {
  const row = '<a class="ref" href="/a">a</a><a class="ref" href="/b">b</a><a title="ref">c</a>';
  expect(partOf(`<p>${row}<x-card class="ref"></x-card>${row}<x-card>`, 'html/attribute')).toBe(
    ['class ref', 'href /a', 'href /b', 'title ref', 'x-card'].join('\n'),
  );
});

describe('digits that are elements of their own', () => {
  const elements = (digits: string, tag = 'span', between = '') =>
    [...digits].map((digit) => `<${tag} class="digit">${digit}</${tag}>`).join(between);

  test.each([
    ['side by side', elements('48213', 'div')],
    ['on lines of their own', elements('48213', 'li', '\n    ')],
    ['with a sign between them', elements('48,213', 'span', ' ')],
  ])('are one number, %s', (_how, digits) => {
    expect(partOf(`<p>for ${digits} of them`, 'html/digits')?.replace(',', '')).toBe('48213');
  });

  test('are none among other numbers', () => {
    const places = `${elements('482', 'td', ' ')}<td>13</td>${elements('7', 'td')}`;
    expect(partOf(`<table><tr>${places}`, 'html/digits')).toBe('');
  });
});
