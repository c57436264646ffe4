import { expect, test } from 'vitest';
import { dropUnlinked } from './unlinked.ts';

test('what no page asks for is dropped; what a script imports and an author’s own files stay', async () => {
  const files = new Map([
    [
      'index.html',
      '<link href="/base/_astro/page.1.css"><script src="/base/_astro/egg.js"></script>',
    ],
    ['verify/index.html', '<template data-near="../_astro/verify.1.js"></template>'],
    ['_astro/page.1.css', ''],
    ['_astro/share.css', ''],
    ['_astro/egg.js', 'import{t as e}from"./utf8.js";'],
    ['_astro/utf8.js', ''],
    ['_astro/verify.1.js', ''],
    ['_astro/sealed.js', 'import"./utf8.js"'],
    ['_astro/picture.webp', ''],
    ['embed.css', ''],
  ]);
  await dropUnlinked({
    list: async () => [...files.keys()],
    read: async (file) => new TextEncoder().encode(files.get(file)),
    remove: async (file) => void files.delete(file),
  });
  expect([...files.keys()].slice(2)).toEqual([
    '_astro/page.1.css',
    '_astro/egg.js',
    '_astro/utf8.js',
    '_astro/verify.1.js',
    '_astro/picture.webp',
    'embed.css',
  ]);
});
