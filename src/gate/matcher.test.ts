import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createMatcher } from './matcher.ts';
import type { GateTerm, TermKind } from './term.ts';
import { verdict } from './verdict.ts';

const FOUND: readonly (readonly [writing: string, kind: TermKind, text: string])[] = [
  ['Harbour Vale', 'name', 'at HARBOUR-VALE today'],
  ['Harbour Vale', 'name', 'harbour_vale.ts'],
  ['Harbour Vale', 'name', 'both Harbour Vales'],
  ['Kestrel Labs', 'name', 'at Kestrel Lab'],
  ['fraud detector', 'word', 'two fraud detectors'],
  ['jane@harbour.example', 'word', 'jane (at) harbour.example'],
  ['harbour.io', 'name', 'at harbour dot io'],
  ['jane@harbour.example', 'word', 'write to jane at harbour dot example'],
  ['Harbour Vale', 'name', 'the harbourVale client'],
  ['Harbour Vale', 'name', 'HarbourVale'],
  ['Harbour Vale', 'name', 'harbourvale2024.pdf'],
  ['Harbour Vale', 'name', 'H a r b o u r  V a l e'],
  ['Harbour Vale', 'name', 'H.A.R.B.O.U.R. V.A.L.E'],
  ['Harbour Vale', 'name', 'Harbour\nVale'],
  ['Harbour Vale', 'name', 'Har-\nbour Vale'],
  ['Harbour Vale', 'name', 'h4rb0ur v4le'],
  ['Harbour Vale', 'name', 'Hаrbоur Vаlе'],
  ['Harbour Vale', 'name', 'HarbοurVale'],
  ['Harbour Vale', 'name', 'elaV ruobraH'],
  ['Harbour Vale', 'name', 'ｈａｒｂｏｕｒ ｖａｌｅ'],
  ['Harbour', 'name', '弊社Harbour様'],
  ['Harbour', 'name', 'ada@harbourhq, teamharbour, HARBOURGMBH'],
  ['Harbour', 'name', 'harbourprod-2.internal'],
  ['Harbour', 'name', 'wwwharbour'],
  ['Harbour', 'name', 'harbourv2.zip'],
  ['Harbour', 'name', 'gcc -lharbour'],
  ['Harbour', 'name', String.raw`/\sharbour\b/`],
  ['Harbour', 'name', 'printf("http://%sharbour/")'],
  ['Harbour Vale', 'name', 'harbourvaleltd'],
  ['Ромашка', 'name', 'оооромашка, Ромашкабанк'],
  ['Ромашка', 'name', 'romashkagroup'],
  ['Harbour', 'name', 'письмо в Рфкищгк'],
  ['Harbour Vale', 'name', 'РФКИЩГК МФДУ'],
  ['Ромашка', 'name', 'ask Hjvfirf'],
  ['Ромашка', 'name', 'ask hjvfirt, or not'],
  ['Северный Порт', 'name', 'd Ctdthyjv Gjhne'],
  ['Харбор', 'name', 'ask {fh,jh.'],
  ['Харбор', 'name', 'ask ([fh,jhf)'],
  ['Щёлоков', 'person', 'O`kjrjd, Otkjrjdf'],
  ['Хлебозавод', 'name', '[kt,jpfdjl'],
  ['Acme', 'name', 'by **A**cme'],
  ['Acme', 'name', 'by *A*cme'],
  ['Acme', 'name', 'by Ac**me**'],
  ['Acme', 'name', 'by A__cm__e'],
  ['Acme', 'name', "by '''A'''cme"],
  ['Acme', 'name', 'by **A**\\ cme'],
  ['ARM', 'name', 'by **A**RM'],
  ['Acme', 'name', '🇦 🇨 🇲 🇪'],
  ['Acme', 'name', '⒜⒞⒨⒠'],
  ['Acme', 'name', '🄐🄒🄜🄔'],
  ['Acme', 'name', 'by ᴀᴄᴍᴇ'],
  ['Acme', 'name', 'by ꓮꓚꓟꓰ'],
  ['Acme', 'name', 'by ⠠⠁⠉⠍⠑⠲'],
  ['Harbour Vale', 'name', '⠠⠓⠁⠗⠃⠕⠥⠗⠀⠠⠧⠁⠇⠑'],
  ['Harbour', 'name', 'by ᕼᗩᖇᗷOᑌᖇ'],
  ['Harbour', 'name', 'by ᎻᎪᏒᏴᎾᏬᏒ'],
  ['Harbour', 'name', 'by ħȺɍƀøᵾɍ'],
  ['Harbour', 'name', 'by ɦɑɽɓɵʊɽ'],
  ['Harbour', 'name', 'by ⲏⲁⲅⲃⲟ𐌵Ꮢ'.replace('ⲏ', 'ϩ')],
  ['harbour.example', 'domain', 'jo at harbour dot example'],
  ['harbour-vale.co.uk', 'domain', 'jo at harbour-vale dot co dot uk'],
  ['harbour.example', 'domain', 'jo (at) harbour {dot} example'],
  ['harbour.example', 'domain', 'почта harbour точка example'],
  ['Harbour', 'name', 'Harbour™'],
  ['N26', 'name', 'at N26 in Berlin'],
  ['2ГИС', 'name', 'в 2ГИС'],
  ['Web3', 'name', 'by Web3, or web3.example'],
  ['ARM', 'name', 'by ARM℠ and'],
  ['Acme', 'name', '#Acme2024'],
  ['Acme', 'name', 'ACME²'],
  ['Acme', 'name', '2024-01-15acme1.pdf'],
  ['Acme', 'name', 'getAccountOfAcmeBySecondQuarterOf2024AndRegion'],
  ['Acme', 'name', 'project-Acme-2024-07-15-Final-Report-v2-signed'],
  [
    'Acme',
    'name',
    'https://files.example/Clients/Acme/reports/2024/q3/summary/final/version2/pages/all/print',
  ],
  ['Kestrel', 'name', 'by KestreI'],
  ['A+B (Holding)', 'name', 'by A+B (Holding) and'],
  ['Müller Werft', 'name', 'Mueller Werft'],
  ['Müller Werft', 'name', 'Muller Werft'],
  ['Straße', 'name', 'STRASSE'],
  ['Северный Порт', 'name', 'в Северном порту'],
  ['Северный Порт', 'name', 'Северного Порта'],
  ['Северный Порт', 'name', 'Северными портами'],
  ['Северный Порт', 'name', 'Северный Порт, а также другие'],
  ['Северный Порт', 'name', '/v-severnom-portu/'],
  ['Северный Порт', 'name', 'Severnyj Port'],
  ['Северный Порт', 'name', 'Severnyy Port'],
  ['Ромашка', 'name', 'у Ромашки'],
  ['Ромашка', 'name', 'с Ромашкою'],
  ['Ромашка', 'name', 'много ромашек'],
  ['Ромашка', 'name', 'Рома\u0301шка'],
  ['Ромашка', 'name', 'Poмaшкa'],
  ['Ромашка', 'name', 'romashka.svg'],
  ['Ромашка', 'name', 'die Romaschka'],
  ['Ромашка', 'name', 'la Romachka'],
  ['Кузнец', 'name', 'кузнеца'],
  ['Щёлоков', 'person', 'Щелоковым'],
  ['Щёлоков', 'person', 'Shchelokov'],
  ['Щёлоков', 'person', 'Schyolokov'],
  ['Хрущёва', 'person', 'о Хрущёвой'],
  ['Достоевский', 'person', 'Достоевскому, Достоевская'],
  ['Шевченко', 'person', 'у Шевченко'],
  ['Юрий', 'person', 'Юрием'],
  ['Romashka', 'name', 'для Ромашки'],
  ['株式会社ケストレル', 'name', '私は株式会社ケストレルで'],
  ['ケストレル', 'name', 'けすとれる社'],
  ['ケストレル', 'name', 'ｹｽﾄﾚﾙ'],
  ['ケストレル', 'name', 'kesutoreru.png'],
  ['サクラシマ', 'name', 'Sakurashima'],
  ['サクラシマ', 'name', 'sakurasima'],
  ['ミナトサーバー', 'name', 'ミナトサーバの'],
  ['Minatoya', 'name', 'ミナトヤの'],
  ['國學館', 'name', '国学館の'],
  ['北浜', 'name', '北浜の倉庫'],
  ['京都', 'name', '京都市'],
  ['harbour.example', 'domain', 'https://db.harbour.example/x'],
  ['harbour.example', 'domain', 'ada@harbour.example'],
];

describe('what is found', () => {
  test.each(FOUND)('"%s" (%s) in "%s"', (writing, kind, text) => {
    expect(verdict(writing, kind, text)).toBe('error');
  });
});

describe('what is only a warning', () => {
  test.each([
    ['Jane Harbour', 'person', 'by J. Harbour'],
    ['Jane Harbour', 'person', 'Harbour, J.'],
    ['Jane Harbour', 'person', 'Harbour, Jane'],
    ['Анна Крылова', 'person', 'А. Крыловой'],
    ['Harbour Vale', 'name', 'Vale Harbour'],
    ['failing', 'name', 'falling mailing'],
    ['harbour.example', 'domain', 'import example.harbour.ships.Main'],
    ['harbour.example', 'domain', 'CN=Jo,DC=example/harbour'],
    ['harbour-vale.co.uk', 'domain', 'package uk.co.harbour_vale.app;'],
    ['カメラート', 'name', 'カメラ－トの'],
    ['カメラート', 'name', 'カメラトの'],
    ['Jo Harbour', 'person', 'Jo M. Harbour'],
    ['Jo Harbour', 'person', 'jharbour@mail.example'],
    ['Анна Крылова', 'person', 'K. Anna'],
    ['Jo Harbour', 'person', 'Jo Marie Harbour'],
    ['Jo Harbour', 'person', 'Харбоур Джо'],
    ['Иван Щёлоков', 'person', 'Ивану Петровичу Щёлокову'],
    ['Иван Щёлоков', 'person', 'Shchelokov Ivan'],
    ['Щёлоков Иван', 'person', 'i.shchelokov@mail.example'],
    ['Щёлоков Иван', 'person', 'Iwan Petrowitsch Schtschjolokow'],
    ['Quorvexil', 'name', 'Quovexil'],
    ['Quorvexil', 'name', 'Qourvexil'],
    ['Quorvexil', 'name', 'Quorvxeil'],
    ['Quorvexil', 'name', 'Quorrvexil'],
    ['Quorvexil', 'name', 'Quorwexil'],
    ['Ромашка', 'name', 'Рамашка'],
    ['Bridge & Co', 'name', 'Brigde & Co'],
    ['Facebook', 'name', 'a face book'],
    ['ARM', 'name', 'a r m'],
    ['QUORVX', 'name', 'two QUORVXs'],
    ['Harbour', 'name', 'getharbour, libharbour'],
    ['Acme', 'name', '@acmehq'],
    ['Acme', 'name', '-lacme'],
    ['Acme', 'name', 'ps | grep [a]cme'],
    ['Acme', 'name', 'by (A)cme'],
    ['Acme', 'name', 'by Ac(me)'],
    ['Acme', 'name', 'by A(cm)e'],
  ] as const)('"%s" (%s) in "%s"', (writing, kind, text) => {
    expect(verdict(writing, kind, text)).toBe('warning');
  });
});

describe('what is left alone', () => {
  test.each([
    ['Vale', 'name', 'an equivalent valet'],
    ['Harbour Vale', 'name', 'harbours and valence'],
    ['Harbour', 'name', 'harbours, Harbours, harbouring'],
    [
      'Harbour',
      'name',
      'harbourage, Harbourmaster, outharbour, Harboursx, harbourinch, x-yharbour',
    ],
    ['Acme', 'name', 'Acmes, getacme, acmetest, acmehqs'],
    ['ARM', 'name', 'armapp, wwwarm, armhq, -larm, arms, ARMS'],
    ['Oppo', 'name', 'opposite, Oppos'],
    ['Roach', 'name', 'an approach, approaches'],
    ['Ромашка', 'name', 'ромашкаобразный'],
    ['harbour.example', 'domain', 'harbour.examples, wwwharbour.example'],
    ['Jane Harbour', 'person', 'janeharbourmaster'],
    ['Theale', 'name', 'the ale'],
    ['Харбор', 'name', 'fh,jh [fhjh [fh.jh [fh,jhx x[fh,jh [fh, jh {fh;jh'],
    ['Ромашка', 'name', 'hjvfirfx, hjvf irf, hjv-firf'],
    ['Лука', 'name', 'kerf'],
    ['Душа', 'name', 'leif'],
    ['ARM', 'name', 'x=2*a*rm+n; y=a**rm; f(a)rm; k[a]rm'],
    ['Acme', 'name', 'x=2*a*cme+n; y=a**cme; a*cme*2; [ac] me'],
    ['Acme', 'name', 'ˈækmi, ⠁⠉⠉⠍⠑, ⠁⠉⠍⠑⠎'],
    ['Copa', 'name', 'сора, ϲορα'],
    ['Inde', 'name', 'in de haven'],
    ['ARM', 'name', 'alarm, army, arm64, Armenia, h-arm-less x'.replace('-arm-', 'arm')],
    ['Regal', 'name', 'lager'],
    ['Jo Harbour', 'person', 'Jo sailed to that harbour'],
    ['Jo Harbour', 'name', 'Jo Marie Harbour'],
    ['Иван Щёлоков', 'person', 'changes since v2.3.5:\n---\n\nIvan Ukhov'],
    ['Otto Brasz', 'person', '0. Brasz'],
    ['Анна Крылова', 'person', 'was man kann'],
    ['Илья Мороз', 'person', 'her Twitter Profile'],
    ['Amy Case', 'person', 'in this case a version, CamelCase) { // A'],
    ['E.ON SE', 'name', 'any one of them'],
    ['Amy Case', 'person', 'write it in Camel Case'],
    ['Mike Field', 'person', 'y.typeField=M, i.field, M[field]'],
    ['Max Lee', 'person', 'z.number().max(1e3)'],
    ['Tom Marker', 'person', 'as tomarker'],
    ['Array Systems', 'name', 'of new Array(8), an isArray'],
    ['Class Act Events', 'name', 'žșÀÁÂĂÄĆÆÇÈ'],
    ['ООО «Сеть»', 'name', 'if(O)O.setContent(x)'],
    ['Анна Петровна Ёлкина', 'person', 'var _=n(M,R),A=n(N,P),I=a(_,A);'],
    // Data packed into a program, and kana as the table of a font has them.
    ['Анна Петровна Ёлкина', 'person', 'Q¼3\\ÃÑNé(®\u0013¤öÚP#ø'],
    ['Страховой дом «Опора»', 'name', '0Y0]0a0d0k0p0r0u0y0{0'],
    ['Bridge & Co', 'name', 'Bridge\u0647'],
    ['Bridge & Co', 'name', 'bridge c, bridge o, bridge cu'],
    ['Май-Лис Седеркварн', 'person', 'i n a s m a l l t o w n'],
    ['Copa', 'name', 'сора'],
    ['decade', 'name', '#3d4c4d4e'],
    ['Acme', 'name', 'b1aCMe2.js, 7acMe, a7c7m7e'],
    ['N26', 'name', '3fn26b, n265, N2-6, N2 6'],
    ['A24', 'name', 'color: #a24; #A24b'],
    ['Ромашка', 'name', 'ромашковый'],
    ['Ромашка', 'name', 'Do pomaka izgleda'],
    ['Порт', 'name', 'портфель и транспорт'],
    ['Лес', 'name', 'лестница, полесье'],
    ['Banks', 'name', 'the bank says'],
    ['京都', 'name', '東京都の'],
    ['カメラ', 'name', 'カメラマンの'],
    ['リコ', 'name', 'シリコンの'],
    ['ハス', 'name', 'バスで'],
    ['harbour.example', 'domain', 'yharbour.example'],
    ['harbour.example', 'domain', 'in the harbour. Example'],
    ['harbour.example', 'domain', 'for example, harbour'],
  ] as const)('"%s" (%s) in "%s"', (writing, kind, text) => {
    expect(verdict(writing, kind, text)).toBeNull();
  });

  test('words that encoded data spells by chance', () => {
    const data = 'kV9x/Zr+Bq7yLmN0pQ8sT4uW2vX6zA1cE3gH5iJ/ARM/f+Kd9xZr/Bq7yLmN0pQ8sT4uW2vX6zA1cE3g';
    expect(verdict('ARM', 'name', data)).toBeNull();
    // Digests in a ledger, one with the surname and an initial, as leet has it.
    const digests =
      '["OpMnq3aeI6fFj_JmY3BTtpSOhNt05fKBNmBrAsZ0nZs","uAaLT9xq-ARM-K2fVb0dQ7tYw3eR5pZs1cJ8hGn6oXk"]';
    expect(verdict('Otto Brasz', 'person', digests)).toBeNull();
    expect(verdict('ARM', 'name', digests)).toBeNull();
    expect(verdict('ARM', 'name', 'by ARM/ours')).toBe('error');
  });
});

test.each([
  ['X', 'name'],
  ['?!', 'word'],
  ['x.y', 'domain'],
  ['7', 'figure'],
  ['社', 'name'],
] as const)('a term as short as "%s" is refused, without printing it', (writing, kind) => {
  const refuse = () => createMatcher([{ id: 'short', writings: [writing], kind }]);
  expect(refuse).toThrow(
    expect.objectContaining({ code: 'TERM_TOO_SHORT', hint: expect.stringContaining('longer') }),
  );
  expect(refuse).not.toThrow(writing);
});

const TERM: GateTerm = { id: 't', writings: ['Quorvexil Maritime'], kind: 'name' };
const one = createMatcher([TERM]);

test.prop([
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
])('a hit covers what was found, wherever it stands', (before, after) => {
  const text = `${before} Quorvexil Maritime ${after}`;
  const hits: string[] = [];
  one.search(
    text,
    () => true,
    ({ start, end }) => hits.push(text.slice(start, end)),
  );
  expect(hits).toContain('Quorvexil Maritime');
});

test.each([0, 1, 7, 9000, 262_140, 262_144, 258_048, 516_090, 600_000])(
  'a long text is searched in parts, and nothing falls between: at %i',
  (at) => {
    const text = 'x'.repeat(at) + ' Quorvexil Maritime ' + 'y '.repeat(50_000);
    const starts: number[] = [];
    one.search(
      text,
      () => true,
      ({ start }) => starts.push(start),
    );
    expect(new Set(starts)).toEqual(new Set([at + 1]));
  },
);
