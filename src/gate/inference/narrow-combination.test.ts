import { describe, expect, test } from 'vitest';
import { findNarrowCombinations } from './narrow-combination.ts';
import { citiesIn, namesCountry } from './places.ts';
import { evidenceOf, knownWork } from './small-evidence.ts';

const work = knownWork('ports', {
  state: 'nameless',
  client: 'agr-1',
  labels: ['Shipping', 'Engineer'],
  descriptions: ['a container terminal', 'контейнерный терминал'],
  traits: ['Гамбург', '博多港', '1,200 berths'],
});
const page = (text: string) => ({ 'work/ports/index.html': `<p>${text}</p>` });
const found = (text: string) => findNarrowCombinations(evidenceOf(page(text), [work]));

describe('facts that fit one client', () => {
  test.each([
    ['a city beside the description', 'Berths for a container terminal in Hamburg.'],
    ['a city where the client is', 'The client, based in Osaka, had two systems.'],
    ['a Rotterdam-based company', 'A Rotterdam-based company asked for it.'],
    ['a country and a rank', 'The client is the only pilot school in Norway.'],
    ['a rank and a size', 'The largest operator of its kind, with 4,100 employees.'],
    ['in Russian', 'Заказчик, крупнейший порт Германии, вёл два журнала.'],
    ['in Japanese', '顧客は日本で唯一の会社である。'],
    ['a city in Russian', 'Заказчик из Нижнего Новгорода вёл два журнала.'],
    ['a city in Russian, elsewhere', 'Компания в Осаке вела два журнала.'],
    ['a city in Japanese', '顧客は石川県金沢市にある。'],
    ['two traits of the agreement', 'В Гамбурге у них 1,200 berths.'],
  ])('%s', (_name, text) => {
    expect(found(text)).toMatchObject([{ rule: 'narrow-combination', work: { id: 'ports' } }]);
  });

  test.each([
    ['a region', 'Berths for a container terminal in Northern Europe.'],
    ['a country alone', 'A container terminal in Japan.'],
    ['a city that is not the client’s', 'We met in Helsinki and drew the queue.'],
    ['words that are cities elsewhere', 'The client was Reading. Nice, said the customer.'],
    ['a month and a language', 'The client wrote in March, and in Russian.'],
    ['a rank alone', 'The client had the largest backlog.'],
    ['a region in Russian', 'Заказчик в Сибири вёл два журнала.'],
    ['a kind of town in Japanese', '顧客は地方都市の市場で働く。'],
    ['one trait', 'Из Гамбурга писали каждый день.'],
  ])('are not %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  test('count nothing for a client who may be named, or on pages of others', () => {
    const text = 'A container terminal in Hamburg.';
    const named = { ...work, state: 'open' as const };
    expect(findNarrowCombinations(evidenceOf(page(text), [named]))).toEqual([]);
    expect(
      findNarrowCombinations(evidenceOf({ 'about/index.html': `<p>${text}</p>` }, [work])),
    ).toEqual([]);
  });

  test('do not count where the works of two clients share them', () => {
    const twin = { ...work, id: 'quays', slug: 'quays', client: 'agr-2' };
    const both = {
      ...page('A container terminal in Hamburg.'),
      'work/quays/index.html': '<p>A container terminal in Hamburg.</p>',
    };
    expect(findNarrowCombinations(evidenceOf(both, [work, twin]))).toEqual([]);
    expect(
      findNarrowCombinations(evidenceOf(both, [work, { ...twin, client: 'agr-1' }])),
    ).toHaveLength(2);
  });
});

describe('cities are told from words', () => {
  test.each([
    ['в Казани, во Владивостоке, под Челябинском', ['казан', 'владивосток', 'челябинск']],
    ['из Нижнего Новгорода', ['нижн новгород']],
    ['в Москве, в Санкт-Петербурге, из Риги', ['москв', 'петербург', 'риг']],
    ['в Гамбурге и в Роттердаме', ['гамбург', 'роттердам']],
    ['в г. Мышкин и в городе Плёс', ['мышкин', 'плес']],
    ['в Европе, в России, из Австрии, в Яндексе, в Первом, в Сети, в Системе', []],
    ['Казань сказала, что в июле', []],
    ['金沢市の会社、京都市内、ハンブルク市', ['金沢', '京都', 'ハンブルク']],
    ['石川県金沢市と東京都で', ['金沢', '東京']],
    ['札幌にある', ['札幌']],
    ['都市、海外市場、同市、見本市、一般市民、首都', []],
    ['東京オリンピックと市況', []],
  ])('%s', (text, cities) => {
    expect(citiesIn(text)).toEqual(cities);
  });
});

test('places are told from words', () => {
  expect(citiesIn('In Hamburg, near New York City, a Riga-based firm')).toEqual([
    'Hamburg',
    'New York',
    'Riga',
  ]);
  expect(citiesIn('Hamburg said nothing in general.')).toEqual([]);
  expect(['in Germany', 'из Германии', '日本の'].map(namesCountry)).toEqual([true, true, true]);
  expect(['in general', 'в целом', '現場の', 'a jersey of wool'].map(namesCountry)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
