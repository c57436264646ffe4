import { describe, expect, test } from 'vitest';
import { base64, errorsIn, html, scan } from './planted-text.ts';

// What tools of a build make of a text by themselves: MathJax 4 by way of rehype, Lit, Nuxt, Svelte and Angular as they
// compile, messages of FormatJS, data of editors, of networks and of mail.

const LONG = 'This stands before it, since a build has more than one text. '.repeat(3);
const letters = (text: string) =>
  Array.from(text, (letter) => letter.charCodeAt(0).toString(16).toUpperCase());
const bytes = Array.from(new TextEncoder().encode('Северный Порт'));
const editor = (children: unknown) => JSON.stringify([{ type: 'paragraph', children }]);

const PLANTS: readonly (readonly [what: string, path: string, content: string])[] = [
  [
    'a formula in SVG',
    'a.html',
    html(
      `<mjx-container class="MathJax" jax="SVG"><svg><g data-mml-node="mi"><use data-c="1D461" xlink:href="#MJX-1-TEX-I-1D461"></use></g><g data-mml-node="mtext">${letters(
        'Quorvexil Maritime',
      )
        .map((code) => `<use data-c="${code}" xlink:href="#MJX-1-TEX-N-${code}"></use>`)
        .join('')}</g></svg></mjx-container>`,
    ),
  ],
  [
    'a formula of a style sheet',
    'a.html',
    html(
      `<mjx-container class="MathJax" jax="CHTML"><mjx-math class="MJX-TEX"><mjx-mtext class="mjx-n">${letters(
        'Quorvexil Maritime',
      )
        .map((code) => `<mjx-c class="mjx-c${code}"></mjx-c>`)
        .join('')}</mjx-mtext></mjx-math></mjx-container>`,
    ),
  ],
  ['a template in one of Lit', 'a.js', 'const t=o`<p>for Quorv${o`<b>exil Mari</b>`}time</p>`;'],
  [
    'a tree of Svelte',
    'a.js',
    'var a=r.from_tree([["div",null,["p",null,"made for Quorv",["b",{class:"x"},"exil Mari"],"time here"]]]);',
  ],
  [
    'content of Nuxt',
    'a.json',
    '{"type":"minimark","value":[["p",{},"made for Quorvexil ",["strong",{},"Maritime"]," in"]]}',
  ],
  [
    'a template of Angular',
    'a.js',
    'static \\u0275cmp=q({template:function(e,a){e&1&&(d(0,"p"),h(1,"for Quorvexil "),d(2,"b"),h(3,"Maritime"))}})',
  ],
  [
    'a message of Angular',
    'a.js',
    `let a="${LONG}",i="made for \uFFFD#3\uFFFDQuorv\uFFFD/#3\uFFFDexil Maritime here";`,
  ],
  [
    'a message of Angular, escaped',
    'a.js',
    'let i="made for \\uFFFD#3\\uFFFDQuorv\\uFFFD/#3\\uFFFDexil Maritime here";',
  ],
  [
    'a message of Angular before it is translated',
    'a.js',
    'let i=$localize`:␟38␟79:for ${"\\uFFFD#3\\uFFFD"}:START_BOLD_TEXT:Quorv${"\\uFFFD/#3\\uFFFD"}:CLOSE_BOLD_TEXT:exil Maritime`;',
  ],
  [
    'translations for Angular',
    'a.json',
    '{"locale":"de","translations":{"1":"for {$START_BOLD_TEXT}Quorv{$CLOSE_BOLD_TEXT}exil Maritime"}}',
  ],
  [
    'a message of FormatJS',
    'a.json',
    '{"x":[{"type":0,"value":"made for Quorvexil "},{"children":[{"type":0,"value":"Mari"}],"type":8,"value":"b"},{"type":0,"value":"time in"}]}',
  ],
  [
    'portable text, among other words',
    'a.json',
    editor([
      { _type: 'span', marks: [], text: 'made for Quorvexil ' },
      { _type: 'span', marks: ['strong'], text: 'Maritime' },
      { _type: 'span', marks: [], text: ' in' },
    ]),
  ],
  [
    'portable text in Japanese',
    'a.json',
    editor([
      { _type: 'span', text: '導入先は株式会社' },
      { _type: 'span', marks: ['strong'], text: 'ケスト' },
      { _type: 'span', text: 'レルである' },
    ]),
  ],
  [
    'a tree of Markdown',
    'a.json',
    editor([
      { type: 'text', value: 'это Северный ' },
      { type: 'strong', children: [{ type: 'text', value: 'Порт' }] },
    ]),
  ],
  ['bytes of a program in JSON', 'a.json', JSON.stringify({ a: { ...bytes } })],
  [
    'a subject of a patch in two words',
    'a.txt',
    `Subject: =?UTF-8?B?${base64('a Quorve')}?=\n =?UTF-8?B?${base64('xil Maritime')}?=\n`,
  ],
];

describe('a name is found in', () => {
  test.each(PLANTS)('%s', async (_what, path, content) => {
    expect(await errorsIn(path, content)).toMatchObject([{ rule: 'confidential-term' }]);
  });

  test('an address of mail that a network has put out of sight', async () => {
    const key = '5a313f292e283f361a2b2f35282c3f223336743f223b372a363f';
    const found = await scan('a.html', html(`<a data-cfemail="${key}">a</a>`), [
      { id: 'mail', writings: ['quorvexil.example'], kind: 'domain' },
    ]);
    expect(found).toMatchObject([{ term: 'mail' }]);
  });
});

describe('what only looks like it is left alone:', () => {
  test.each([
    ['a list of words', 'a.json', '{"a":["b","Quorv",["b",1],"exil","Maritime"]}'],
    ['another template', 'a.js', 'const t=`Quorv${f(`a`)}exil Maritime`;'],
    ['a value in a message', 'a.json', '{"a":"for Quorv{$INTERPOLATION}exil Maritime"}'],
    [
      'paragraphs',
      'a.json',
      '[{"type":"paragraph","children":[{"text":"Quorv"}]},{"type":"paragraph","children":[{"text":"exil Maritime"}]}]',
    ],
    ['what counts something', 'a.json', '{"0":81,"1":117,"2":111,"3":114,"4":118,"5":999,"6":1}'],
    ['no word of mail', 'a.txt', 'a=?b?c?= =?nowhere?B?AAAA?= x=?utf-8?Q?=?='],
    ['parts of a formula', 'a.html', html('<i class="MathJax"></i><b data-c="51"></b>')],
  ])('%s', async (_what, path, content) => {
    expect(await scan(path, content)).toEqual([]);
  });
});
