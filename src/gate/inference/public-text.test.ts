import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { toUtf8 } from '../../bytes/utf8.ts';
import { readPublicText } from './public-text.ts';

function read(path: string, text: string) {
  const found = readPublicText({ path, bytes: toUtf8(text) });
  if (!found) throw new Error(`${path} was not read`);
  return found;
}
const texts = (path: string, text: string) => read(path, text).blocks.map((block) => block.text);

describe('a reader sees', () => {
  test('paragraphs with inline markup joined and marks taken out, and the place of each', () => {
    const page =
      '<!doctype html><p>One <b>two</b>​ three</p>\n<p>four</p><script>var five</script>';
    expect(texts('a.html', page)).toEqual(['One two three', 'four']);
    expect(read('a.html', page).blocks[1]?.offset).toBe(page.indexOf('four'));
  });

  test('what attributes say, and where pages lead', () => {
    const page = '<img alt="A crane" src="/_astro/crane.Ab3dEf12.webp"><a href="/work/x/">x</a>';
    expect(texts('a.html', page)).toEqual(['A crane', 'x']);
    expect(read('a.html', page)).toMatchObject({
      links: ['/work/x/'],
      pictures: ['/_astro/crane.Ab3dEf12.webp'],
    });
  });

  test('pages inside feeds, and data inside pages', () => {
    const feed = `<?xml version="1.0"?><rss><item><category>Ports</category>
      <description>&lt;p&gt;Ships waited.&lt;/p&gt;</description></item></rss>`;
    expect(texts('rss.xml', feed)).toContain('Ships waited.');
    expect(read('rss.xml', feed).keywords).toMatchObject([{ text: 'Ports' }]);
    const page = '<script type="application/ld+json">{"keywords":"ports, cranes"}</script>';
    expect(read('a.html', page).keywords.map(({ text }) => text.trim())).toEqual([
      'ports',
      'cranes',
    ]);
  });

  test('counts in data', () => {
    expect(read('tags.json', '{"ports":1,"list":[{"tag":"cranes","count":2}]}').counts).toEqual(
      expect.arrayContaining([
        { label: 'ports', count: 1 },
        { label: 'cranes', count: 2 },
      ]),
    );
  });

  test('folded lines of a calendar as one', () => {
    expect(texts('a.ics', 'BEGIN:VCALENDAR\r\nSUMMARY:A talk\r\n  on ships')).toEqual([
      'BEGIN:VCALENDAR\r\nSUMMARY:A talk on ships',
    ]);
  });
});

test('pictures, programs and the search index hold no text of their own', () => {
  for (const path of ['a.webp', 'a.js', 'pagefind/pagefind-entry.json'])
    expect(readPublicText({ path, bytes: toUtf8('{"a":"b"}') })).toBeNull();
});

test.prop([fc.string({ unit: 'binary' }), fc.constantFrom('a.html', 'a.xml', 'a.json', 'a.txt')])(
  'nothing that stands in a file stops the reading',
  (text, path) => {
    for (const each of [text, `<?xml version="1.0"?>${text}`, `<p>${text}`])
      expect(() => readPublicText({ path, bytes: toUtf8(each) })).not.toThrow();
  },
);
