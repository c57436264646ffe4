import { expect, test } from 'vitest';
import { joinUnits } from './units.ts';

test('a number and its unit stay on one line', () => {
  expect(joinUnits('<p>up to 81 %, 9 ms and 310 kB</p><p>за 5 мс, 12 кг</p>')).toBe(
    '<p>up to 81\u00a0%, 9\u00a0ms and 310\u00a0kB</p><p>за 5\u00a0мс, 12\u00a0кг</p>',
  );
});

test.each([
  ['words that only begin like one', '<p>2 more, 3 sources, 5 members, 7 слов</p>'],
  ['code, and what is no text', '<pre>5 ms</pre><p title="5 ms"><code>5 ms</code></p>'],
  ['a script', '<script>const a = "5 ms";</script>'],
])('%s is left alone', (_, html) => {
  expect(joinUnits(html)).toBe(html);
});
