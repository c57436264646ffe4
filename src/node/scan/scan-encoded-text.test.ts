import { describe, expect, test } from 'vitest';
import { html, scan } from './planted-text.ts';

/**
 * A name as Python's `base64` and `codecs`, brotli, gzip and zstd write it, and the tables of the other alphabets'
 * own pages.
 */
const CODES: readonly (readonly [how: string, code: string])[] = [
  ['base32 in small letters', 'kf2w64twmv4gs3bajvqxe2lunfwwk==='],
  ['base32 in small letters, without padding', 'kf2w64twmv4gs3bajvqxe2lunfwwk'],
  ['base32hex', 'A5QMUSJMCLS6IR109LGN4QBKD5MMA==='],
  ['base32hex in small letters', 'a5qmusjmcls6ir109lgn4qbkd5mma'],
  ["Crockford's base32", 'A5TPYWKPCNW6JV109NGQ4TBMD5PPA'],
  ['z-base-32', 'kf4s6huscihg15byjiozr4mwpfssk'],
  ['ascii85 without brackets', ';0?etG%Go4C`lG\\EbTW0D.N'],
  ['base85 of Git and Python', 'QFU)}c4c^JY#>cxa%psFZDj'],
  ['base85 of ZeroMQ', 'qfu!$C4C]jy-(CXA+PSfzdK?j'],
  ['base58', '4NxqCg94UpDew7T4YvSACY64U'],
  [
    'Brotli in base64',
    'H2kAUAR6t/GpXkimZjDEBw4cCMKYPzc4cCoM4iigAHfeA65eizFrRnJyjf/I0/aKY88nVeFLaMmDmAM0h9GKUuJEE3/I7XgigLMA',
  ],
  ['Zstandard in base64', 'KLUv/QRYkQAAUXVvcnZleGlsIE1hcml0aW1lmjJpOQ=='],
  ['deflate in base64 without a digit', 'CyzNLypLrcjMUfBNLMosycxNBQA='],
  ['gzip in base85', 'ABzY8itq?)0{;sv%`YlTt;oz#@J%erEXmAG1pqxT$=4D9000'],
  [
    'deflate in base85',
    'c$^iC!3~5k3<O)*0uY_>xDqU~r?W6IGCo4OC;Ubl%`~EUY%KVC;Pdymc&lNN(A1sq3c(?LXU!8Q<I<JTiu@6s5(6YhZRU+-g4FW54%2t5IePP)A1?<cY5',
  ],
  ['gzip in base58', '5fdoivoN9xtLg6pPdjDnVHM5o3KFVfsfXs1G2PajxGUXHTkyyZq1'],
  ['gzip in base32', 'D6FQQAEK6AEGWAX7BMWM2LZKJOW4RTCR6BGSZSRMZHGE2BIAHUYMTVYSAAAAA==='],
  ['Brotli in ascii85', "+%QCq'qs(KA>qa<W<n_=4P4I.)ZpR1@/it&Asd'WFk'JI@s,YAHmm%DkP/3,R*:(brZNK"],
  ['Brotli in base85', 'A4mY`6`|7gWT`$RsR@!SJlJeD8v_nGVE;}5W|(6sb=6feV|BuWd??4Z=lEIBn9P7%{vjg'],
  [
    'Brotli in base32',
    'D5EAB2AVUHJPKZFJHYSKSCMSFQ6NQ3BWDMBQ4OLA75HACZUYMMUXLVKVGJRXLQUEPQUMPNXH7BM5BGGMQBN74IJD',
  ],
  [
    'Brotli in base32hex, in small letters',
    '3t401q0lk79fap597oiai2ci5gudgr1m3c1gseb0vt702pkoccknblal69hnbgk4fgkcfdn7v1ct166cg1dvs893',
  ],
  ['deflate without a wrapper in base85', '3r|(ZO-xBuD9Hfg{QMk+wEQB4z|#Dpveb&q90lLRqRf)a+*CaP'],
  [
    'deflate without a wrapper in base32',
    'BNHVLSCNJREVKKGJADRPZ7A4QW2PYIUFYDJPZIVS2SFMYHAF37CKFTESZTOFIPIA',
  ],
  [
    'zlib in base32',
    'PCOAWT2VZBGUYSKVFDEQBYX47QOILNH4EKC4BUX4UKZNJCWMDQC57RFCZSJMZXCUHUACI3AOR4======',
  ],
  [
    'Brotli in hexadecimal digits',
    '1f4800e815a1d2f564a93e24a909922c3cd86c361b030e3960ff4e016698632975d555326375c2847c28c7b6e7f859d098cc805bfe2123',
  ],
  ['rot13', 'Dhbeirkvy Znevgvzr'],
  ['Morse code', '--.- ..- --- .-. ...- . -..- .. .-.. / -- .- .-. .. - .. -- .'],
  ['Morse code in other signs', '−−·− ··− −−− ·−· ···− · −··− ·· ·−·· / −− ·− ·−· ·· − ·· −− ·'],
];

/** The places in which such codes stand. */
const PLACES: readonly (readonly [
  place: string,
  file: string,
  content: (code: string) => string,
])[] = [
  ['a sentence', 'a.txt', (code) => `The code is ${code} and nothing else.\n`],
  ['JSON', 'a.json', (code) => JSON.stringify({ id: 1, data: code })],
  [
    'a page',
    'a.html',
    (code) => html(`<p>${code.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`),
  ],
];

describe.each(PLACES)('a name is found in %s:', (_place, file, content) => {
  test.each(CODES)('%s', async (_how, code) => {
    const found = await scan(file, content(code));
    expect(found).toMatchObject([{ rule: 'confidential-term', severity: 'error' }]);
    expect(JSON.stringify(found)).not.toMatch(/quorvexil|maritime|dhbeirkvy/i);
  });
});

test.each([
  ['Ascii85 of Adobe in JSON', JSON.stringify({ a: '<~;0?etG%Go4C`lG\\EbTW0D.N~>' })],
  [
    'Brotli in it',
    JSON.stringify({
      a: "<~+%QCq'qs(KA>qa<W<n_=4P4I.)ZpR1@/it&Asd'WFk'JI@s,YAHmm%DkP/3,R*:(brZNK~>",
    }),
  ],
])('a name is found in %s', async (_how, content) => {
  expect(await scan('a.json', content)).toMatchObject([{ rule: 'confidential-term' }]);
});

describe('what is packed in a way that is not read is refused:', () => {
  test.each([
    [
      'xz',
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQARUXVvcnZleGlsIE1hcml0aW1lAAAAdc9NMw9eJkMAASoSSwhUvB+2830BAAAAAARZWg==',
    ],
    ['bzip2', 'QlpoOTFBWSZTWSMLmIMAAAEXgEAAAAIgACIml0AgADEAAAgBDMpbVHAQNQgwa34u5IpwoSBGFzEG'],
    ['LZ4', 'BCJNGGRApxIAAIBRdW9ydmV4aWwgTWFyaXRpbWUAAAAAgL731g=='],
    [
      '7-Zip',
      'N3q8ryccAASnhLXXFgAAAAAAAABaAAAAAAAAAHUoQJABABFRdW9ydmV4aWwgTWFyaXRpbWUAAQQGAAEJFgAHCwEAASEhAQAMEgAICgE9MMnXAAAFARkMAAAAAAAAAAAAAAAAERUAcABsAGEAaQBuAC4AdAB4AHQAAAAUCgEAulL97xp+3QEVBgEAIICkgQAA',
    ],
  ])('%s', async (_how, code) => {
    expect(await scan('a.json', JSON.stringify({ data: code }))).toMatchObject([
      { rule: 'unreadable-file' },
    ]);
  });
});

describe('what only looks like a code is left alone:', () => {
  test.each([
    [
      'addresses, hashes and keys',
      'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 ' +
        'expyuzz4wqqyqhjn.onion da39a3ee5e6b4b0d3255bfef95601890afd80709 JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP ' +
        'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
    ],
    [
      'rules, tables and gaps',
      '- - - - - - - -\n. . . . . . . .\n| --- | :-: | -.- |\n-- - -- ... -- .. -- . --.-- ..-..-',
    ],
    [
      'signs of a program',
      'a={b:c=>d||(e&&f[g]),h:"i!=j"};k(l?m:n,{...o},`${p}-${q}`)//r*s+t%u<v>w^x~y',
    ],
    ['a word that is another in rot13', 'to abjurer is nowhere, and nowhere is to abjurer'],
  ])('%s', async (_what, content) => {
    expect(await scan('a.txt', content)).toEqual([]);
  });
});
