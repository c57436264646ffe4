import { expect, test } from 'vitest';
import { joinUnits } from './units.ts';

test('a number and its unit stay on one line', () => {
  expect(joinUnits('<p>up to 81 %, 9 ms and 310 kB</p><p>за 5 мс, 12 кг</p>')).toBe(
    '<p>up to 81\u00a0%, 9\u00a0ms and 310\u00a0kB</p><p>за 5\u00a0мс, 12\u00a0кг</p>',
  );
});

test('thousands, products and differences stay on one line', () => {
  expect(joinUnits('<p>41 200 сканов, 1 234 567 за 2024</p><p>1920 × 1080, 1 − 0.99 is</p>')).toBe(
    '<p>41\u00a0200 сканов, 1\u00a0234\u00a0567 за 2024</p><p>1920\u00a0×\u00a01080, 1\u00a0−\u00a00.99 is</p>',
  );
});

test('a dash stays with the word before it', () => {
  expect(joinUnits('<p>Имя — знак</p>')).toBe('<p>Имя\u00a0— знак</p>');
});

test('a Russian word of one letter stays with the next one, and a particle with the one before', () => {
  expect(joinUnits('<p>И в доме с <em>видом</em> не то же ли, что бы я ни писал</p>')).toBe(
    '<p>И\u00a0в\u00a0доме с\u00a0<em>видом</em> не то\u00a0же\u00a0ли, что\u00a0бы я\u00a0ни писал</p>',
  );
});

test.each([
  ['words that only begin like one', '<p>2 more, 3 sources, 5 members, 7 слов</p>'],
  ['years and dates', '<p>from 2024 2025 was, in 20 10 20 22 and 2024 200 too</p>'],
  ['code, and what is no text', '<pre>5 ms</pre><p title="5 ms"><code>5 ms</code></p>'],
  ['a Russian word that only begins or ends like one', '<p>дом ясен, лист жесть 5а лимит</p>'],
  ['a script', '<script>const a = "5 ms";</script>'],
])('%s is left alone', (_, html) => {
  expect(joinUnits(html)).toBe(html);
});
