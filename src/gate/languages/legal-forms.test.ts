import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { withoutLegalForm } from './legal-forms.ts';

test.each([
  ['Harbour GmbH', 'Harbour'],
  ['Harbour Logistics GmbH & Co. KG', 'Harbour Logistics'],
  ['Harbour & Co. KG', 'Harbour'],
  ['Harbour Gesellschaft mit beschränkter Haftung', 'Harbour'],
  ['Harbour UG (haftungsbeschränkt)', 'Harbour'],
  ['Harbour, Inc.', 'Harbour'],
  ['Harbour L.L.C.', 'Harbour'],
  ['Harbour Pty. Ltd.', 'Harbour'],
  ['Harbour Holdings plc', 'Harbour Holdings'],
  ['The Harbour Trading Company, Inc.', 'Harbour Trading'],
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
])('%s is called %s', (name, called) => {
  expect(withoutLegalForm(name)).toBe(called);
});

test.each([
  ...['Harbour', 'Kestrel Labs', 'Sable', 'Incline', 'Agenda', 'Basecamp', 'Sea', 'Ferry & Sons'],
  ...['Северный Порт', 'Аоки', 'ケストレル', '北浜倉庫', '株', 'GmbH', 'The Company', 'Co', 'SE'],
])('%s has none', (name) => {
  expect(withoutLegalForm(name)).toBe(name);
});

test.prop([
  fc.array(fc.constantFrom('The', ' ', 'GmbH', '&', 'Co', '.', '株式会社', '«', 'a', 'ООО')),
])('something is left of each, and nothing is added', (parts) => {
  const name = parts.join('');
  const called = withoutLegalForm(name);
  expect(name).toContain(called);
  expect(/\p{L}/u.test(called)).toBe(/\p{L}/u.test(name));
  expect(withoutLegalForm(called)).toBe(called);
});
