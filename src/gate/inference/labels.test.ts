import { describe, expect, test } from 'vitest';
import { evidenceOf, knownWork } from './small-evidence.ts';
import { findLoneMembers } from './lone-member.ts';
import { findLoneTags } from './lone-tag.ts';
import { findTallies } from './tally.ts';

const works = [
  knownWork('ports', {
    state: 'nameless',
    client: 'agr-1',
    labels: ['Shipping', 'Engineer', '海運'],
    tags: ['cranes', 'queues'],
    period: { started: '2023-02', ended: '2023-11' },
  }),
  knownWork('flowers', { client: 'A & B', labels: ['Publishing', 'Engineer'], tags: ['queues'] }),
  knownWork('', {
    id: 'sealed-1',
    state: 'sealed',
    client: 'agr-2',
    labels: ['Insurance', 'страхование'],
    tags: ['actuarial tables', 'queues'],
  }),
];
const LIST = '<a href="/work/ports/">Berths</a>';
const BOTH = `${LIST}<a href="/work/flowers/">Flowers</a>`;

function found(files: Record<string, string>) {
  const evidence = evidenceOf(files, works);
  return [...findLoneMembers(evidence), ...findLoneTags(evidence), ...findTallies(evidence)].map(
    ({ rule, work, what }) => `${rule} ${work.id} ${what}`,
  );
}

describe('a filter or count with one member', () => {
  test.each([
    ['a page of one sector', { 'by/sector-shipping/index.html': `<main>${LIST}</main>` }],
    ['a page named in its heading', { 'by/3/index.html': `<h1>Sector: Shipping</h1>${LIST}` }],
    ['a page of a year', { 'year/2023/index.html': LIST }],
    ['a Japanese page', { 'ja/by/3/index.html': `<h1>海運</h1>${LIST}` }],
  ])('%s', (_name, files: Record<string, string>) => {
    expect(found(files)).toEqual(['lone-member ports filter']);
  });

  test.each([
    ['in brackets', { 'index.html': '<li>Shipping <span>(1)</span></li>' }],
    ['after a tag', { 'index.html': '<li>#cranes ×1</li>' }],
    ['in Japanese', { 'index.html': '<li>海運（1件）</li>' }],
    ['in data', { 'tags.json': '{"facets":{"cranes":1,"queues":2}}' }],
  ])('a count %s', (_name, files: Record<string, string>) => {
    expect(found(files)).toEqual(['lone-member ports count']);
  });

  test.each([
    ['a filter with two members', { 'by/sector-shipping/index.html': BOTH }],
    ['the page of the work', { 'work/ports/index.html': `<h1>Shipping (1)</h1>${LIST}` }],
    ['another page that names the work', { 'about/index.html': `<h1>About</h1>${LIST}` }],
    ['a home page of one trade', { 'ja/index.html': `<h1>Shipping</h1>${LIST}` }],
    ['what a named work alone has', { 'index.html': '<li>Publishing (1)</li>' }],
    ['a label that others share', { 'index.html': '<li>Engineer (1)</li>' }],
    ['larger counts', { 'index.html': '<li>Shipping (12)</li><li>cranes 21</li>' }],
    ['a sentence', { 'index.html': '<p>I left shipping, having done 1</p>' }],
  ])('leaves alone %s', (_name, files: Record<string, string>) => {
    expect(found(files)).toEqual([]);
  });
});

describe('a label that only a sealed work has', () => {
  test.each([
    ['in a cloud of tags', { 'index.html': '<ul><li>queues</li><li>actuarial tables</li></ul>' }],
    ['with its count', { 'index.html': '<li>Insurance (0)</li>' }],
    ['as a keyword', { 'index.html': '<meta name="keywords" content="cranes, Actuarial Tables">' }],
    [
      'as a category',
      { 'rss.xml': '<?xml version="1.0"?><rss><category>Insurance</category></rss>' },
    ],
    ['as a tag in data', { 'feed.json': '{"items":[{"tags":["cranes","actuarial tables"]}]}' }],
    ['as a folder', { 'tags/actuarial-tables/index.html': '<p>Nothing yet.</p>' }],
    ['in Russian', { 'ru/index.html': '<option>Страхование</option>' }],
  ])('%s', (_name, files: Record<string, string>) => {
    expect(found(files)).toEqual(['lone-tag sealed-1 label']);
  });

  test.each([
    ['in a sentence', { 'index.html': '<p>I read actuarial tables for insurance.</p>' }],
    ['a tag that a public work has too', { 'index.html': '<li>queues</li>' }],
  ])('is left alone %s', (_name, files: Record<string, string>) => {
    expect(found(files)).toEqual([]);
  });
});

describe('a total that counts what is not shown', () => {
  test.each([
    ['three clients where two have pages', '<p>I work for three clients.</p>', 'clients'],
    ['in a list', '<dt>Clients: 3</dt>', 'clients'],
    ['in Japanese', '<p>顧客3社の仕事をしてきた。</p>', 'clients'],
    ['in Russian', '<p>Работала на трёх заказчиков, 3 проекта.</p>', 'works'],
    ['of works', '<p>3 selected projects</p>', 'works'],
  ])('%s', (_name, page, what) => {
    expect(found({ 'about/index.html': page })).toContain(`telling-total sealed-1 ${what}`);
  });

  test.each([
    ['the number of what is shown', '<p>Two clients, 2 projects.</p>'],
    ['another number', '<p>I have had 40 clients and 13 projects.</p>'],
    ['a part of a larger number', '<p>1.3 clients</p>'],
    ['other things', '<p>three languages, works 3 days a week</p>'],
  ])('leaves alone %s', (_name, page) => {
    expect(found({ 'about/index.html': page })).toEqual([]);
  });

  test('leaves alone what a study says of its own', () => {
    expect(found({ 'work/ports/index.html': '<p>The port had three clients.</p>' })).toEqual([]);
  });
});
