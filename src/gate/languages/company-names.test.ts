import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { companyCalledBy } from './company-names.ts';

const called = (name: string) => [
  ...new Set(companyCalledBy(name).map((each) => each.name + (each.isSure ? '' : '?'))),
];

test.each([
  ['Harbour GmbH', 'Harbour'],
  ['Harbour Vale GmbH & Co. KG', 'Harbour Vale'],
  ['Harbour & Co. KG', 'Harbour'],
  ['Harbour Gesellschaft mit beschränkter Haftung', 'Harbour'],
  ['Harbour UG (haftungsbeschränkt)', 'Harbour'],
  ['Harbour, Inc.', 'Harbour'],
  ['Harbour L.L.C.', 'Harbour'],
  ['Harbour Pty. Ltd.', 'Harbour'],
  ['Harbour Street plc', 'Harbour Street'],
  ['The Harbour Vale Company, Inc.', 'Harbour Vale'],
  ['The Ferry Company', 'Ferry Company'],
  ['Bridge & Co', 'Bridge & Co'],
  ['Harbour S.p.A.', 'Harbour'],
  ['Harbour S.A. de C.V.', 'Harbour'],
  ['Harbour Sp. z o.o.', 'Harbour'],
  ['Harbour A/S', 'Harbour'],
  ['Harbour, s.r.o.', 'Harbour'],
  ['PT Harbour Tbk', 'Harbour'],
  ['AB Harbour', 'Harbour'],
  ['ООО «Ромашка»', 'Ромашка'],
  ['ООО "Северный Порт"', 'Северный Порт'],
  ['Публичное акционерное общество «Ромашка»', 'Ромашка'],
  ['ИП Щёлоков', 'Щёлоков'],
  ['ООО «Торговый дом «Ромашка»', 'Ромашка'],
  ['Завод "Северный Порт"', 'Северный Порт'],
  ['Ромашка, ООО', 'Ромашка'],
  ['株式会社ケストレル', 'ケストレル'],
  ['ケストレル株式会社', 'ケストレル'],
  ['（株）ケストレル', 'ケストレル'],
  ['㈱ケストレル', 'ケストレル'],
  ['特定非営利活動法人 北浜の会', '北浜の会'],
  ['北浜有限公司', '北浜'],
])('%s is called %s', (name, shorter) => {
  expect(called(name)).toEqual([shorter]);
});

test.each([
  ...['Harbour', 'Kestrel Street', 'Sable', 'Incline', 'Agenda', 'Basecamp', 'Sea', 'Ferry & Sons'],
  ...['Северный Порт', 'Аоки', 'ケストレル', '北浜倉庫', '株', 'GmbH', 'The Company', 'Co', 'SE'],
])('%s has none', (name) => {
  expect(called(name)).toEqual([name]);
});

test.each([
  ['Harbour Europe GmbH', ['Harbour Europe', 'Harbour?']],
  ['Harbour Logistics GmbH', ['Harbour Logistics', 'Harbour?']],
  ['Harbour Vale Bank', ['Harbour Vale Bank', 'Harbour Vale?']],
  ['ケストレル物流株式会社', ['ケストレル物流', 'ケストレル?']],
  ['Ромашка Логистика', ['Ромашка Логистика', 'Ромашка?']],
  ['Sun Bank', ['Sun Bank']],
  ['北浜銀行', ['北浜銀行']],
  ['Harbour Group Holding AG', ['Harbour Group Holding', 'Harbour?']],
  ['Ромашка-Групп', ['Ромашка-Групп', 'Ромашка?']],
  ['harbour.io', ['harbour.io', 'harbour?']],
  ['Harbour (UK) Ltd', ['Harbour (UK)', 'Harbour']],
  ['Harbour GmbH (HRB 1234)', ['Harbour GmbH (HRB 1234)', 'Harbour']],
  ['Harbour GmbH (formerly Pelgrove AG)', ['Harbour', 'Pelgrove']],
  ['Harbour Ltd d/b/a Pelgrove', ['Harbour', 'Pelgrove']],
  ['Harbour / Pelgrove', ['Harbour / Pelgrove', 'Harbour?', 'Pelgrove?']],
  ['株式会社ケストレルホールディングス', ['ケストレルホールディングス', 'ケストレル?']],
  ['ケストレル株式会社（旧ミナト）', ['ケストレル', 'ミナト']],
])('%s is called %s, too', (name, names) => {
  expect(called(name)).toEqual(names);
});

const PARTS = [
  'The',
  ' ',
  'GmbH',
  '&',
  'Co',
  '.',
  '株式会社',
  '«',
  'a',
  'ООО',
  '(',
  ')',
  ' / ',
  'Group',
];

test.prop([fc.array(fc.constantFrom(...PARTS))])(
  'something is left of each, and nothing is added',
  (parts) => {
    const name = parts.join('');
    fc.pre(/\p{L}/u.test(name));
    const names = companyCalledBy(name);
    expect(names).not.toEqual([]);
    for (const each of names)
      for (const word of each.name.split(/\s+/)) expect(name).toContain(word);
  },
);
