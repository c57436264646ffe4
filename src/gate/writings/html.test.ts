import { expect, test } from 'vitest';
import { html } from './html.ts';

function attributesOf(document: string): string | undefined {
  for (const layer of html(document))
    if (layer.kind === 'text' && layer.name === 'html/attribute') return layer.text;
  return undefined;
}

test('an attribute that many elements have is told of once', () => {
  const row = '<a class="ref" href="/a">a</a><a class="ref" href="/b">b</a><a title="ref">c</a>';
  expect(attributesOf(`<p>${row}<x-card class="ref"></x-card>${row}<x-card>`)).toBe(
    ['class ref', 'href /a', 'href /b', 'title ref', 'x-card'].join('\n'),
  );
});
