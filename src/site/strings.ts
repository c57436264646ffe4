import type { Reason } from '../schemas/level.ts';
import type { Locale } from '../schemas/locale.ts';
import type { Delivery } from '../schemas/talk.ts';
import { plural } from './plural.ts';

/** Everything the interface says, in one language. */
export interface Strings {
  readonly languageName: string;
  /** With a country, as Open Graph wants it. */
  readonly openGraphLocale: string;
  readonly skip: string;
  readonly work: string;
  readonly talks: string;
  /** What one page is, on the picture a link to it is shown with. */
  readonly caseStudy: string;
  readonly talk: string;
  readonly about: string;
  readonly search: string;
  readonly languages: string;
  readonly mainNavigation: string;
  readonly year: string;
  readonly outcome: string;
  readonly sector: string;
  readonly role: string;
  readonly released: string;
  readonly ownWork: string;
  readonly client: string;
  readonly period: string;
  readonly now: string;
  readonly tags: string;
  readonly ofReleased: (count: number, of: number) => string;
  readonly withheldTitle: string;
  readonly withheldIntro: string;
  /** Where the author alone decided what to leave out. */
  readonly withheldOfOwn: string;
  readonly nothingWithheld: string;
  readonly reason: Readonly<Record<Reason, string>>;
  /** What a bar says to a screen reader and in a copy. */
  readonly bar: Readonly<Record<Reason, string>>;
  readonly until: (day: string) => string;
  readonly walkthrough: string;
  readonly walkthroughText: string;
  /** Where no agreement keeps anything back. */
  readonly walkthroughFree: string;
  readonly walkthroughAction: string;
  readonly authorship: string;
  readonly authorshipText: string;
  readonly authorshipAction: string;
  readonly fallback: (language: string) => string;
  readonly fallbackAction: (language: string) => string;
  readonly next: string;
  readonly deliveries: string;
  readonly noNext: string;
  readonly given: (times: number) => string;
  readonly status: Readonly<Record<Delivery['status'] | 'past', string>>;
  readonly addToCalendar: string;
  readonly subscribe: string;
  readonly map: string;
  readonly tickets: string;
  readonly online: string;
  readonly slides: string;
  readonly video: string;
  readonly audience: string;
  readonly resources: string;
  readonly drawsOn: string;
  readonly minutes: (count: number) => string;
  readonly heldIn: (language: string) => string;
  readonly searchLabel: string;
  readonly searchButton: string;
  readonly searchNoScript: string;
  readonly results: (count: number) => string;
  readonly searchFailed: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly toIndex: string;
  readonly contact: string;
  readonly elsewhere: string;
  readonly location: string;
  readonly madeWith: string;
  readonly feed: string;
  readonly number: string;
  readonly table: string;
  /** Of the link to the colophon. */
  readonly howMade: string;
  readonly nextTalk: string;
}

const en: Strings = {
  languageName: 'English',
  openGraphLocale: 'en_GB',
  skip: 'Skip to content',
  work: 'Work',
  talks: 'Talks',
  caseStudy: 'Case study',
  talk: 'Talk',
  about: 'About',
  search: 'Search',
  languages: 'Languages',
  mainNavigation: 'Main',
  number: 'No.',
  table: 'Table',
  year: 'Year',
  outcome: 'Outcome',
  sector: 'Sector',
  role: 'Role',
  released: 'Released',
  ownWork: 'Own work',
  client: 'Client',
  period: 'Period',
  now: 'today',
  tags: 'Subjects',
  ofReleased: (count, of) => `${count} of ${of} released`,
  withheldTitle: 'What is withheld, and why',
  withheldIntro:
    'Work is shown here as far as the agreement with the client allows. A bar stands for what is left out; its letter says why.',
  withheldOfOwn: 'A bar stands for what I leave out; its letter says why.',
  nothingWithheld: 'Nothing: this work is shown in full.',
  reason: {
    N: 'the name of the client',
    F: 'figures',
    S: 'screens',
    T: 'until a date',
    P: 'persons',
  },
  bar: {
    N: '[client name withheld]',
    F: '[figure withheld]',
    S: '[screen withheld]',
    T: '[withheld until a date]',
    P: '[person withheld]',
  },
  until: (day) => `until ${day}`,
  walkthrough: 'Ask for a walkthrough',
  walkthroughText:
    'I can show more of this work in a call, as far as the agreement allows. It takes half an hour.',
  walkthroughFree: 'I can show more of this work in a call. It takes half an hour.',
  walkthroughAction: 'Write to me',
  authorship: 'Check the authorship',
  authorshipText:
    'This page carries hidden signs of who made it. Save it, or copy its text, and give it to the sheet that reads them.',
  authorshipAction: 'Check it',
  fallback: (language) =>
    `There is no English version of this text yet: it is shown in ${language}.`,
  fallbackAction: (language) => `Read the page in ${language}`,
  next: 'Next',
  deliveries: 'Timetable',
  noNext: 'No date is set at the moment.',
  given: plural('en', { one: 'Given once', other: 'Given # times' }),
  status: {
    scheduled: 'scheduled',
    cancelled: 'cancelled',
    postponed: 'postponed',
    'moved-online': 'moved online',
    past: 'given',
  },
  addToCalendar: 'Add to calendar',
  subscribe: 'Subscribe to all talks',
  map: 'Map',
  tickets: 'Tickets',
  online: 'Online',
  slides: 'Slides',
  video: 'Video',
  audience: 'For',
  resources: 'Resources',
  drawsOn: 'Draws on',
  minutes: plural('en', { one: '# minute', other: '# minutes' }),
  heldIn: (language) => `in ${language}`,
  searchLabel: 'Words to look for',
  searchButton: 'Search',
  searchNoScript: 'Search needs JavaScript. Everything is in the index too:',
  results: plural('en', { one: '# page found', other: '# pages found' }),
  searchFailed: 'The search index could not be loaded.',
  notFound: 'There is no such page',
  notFoundText: 'It may never have been, or it may not be public any more.',
  toIndex: 'To the index',
  contact: 'Contact',
  elsewhere: 'Elsewhere',
  location: 'Based in',
  madeWith: 'Released in part, with Colophon.',
  feed: 'Feed',
  howMade: 'How it is made',
  nextTalk: 'Next talk',
};

const ja: Strings = {
  languageName: '日本語',
  openGraphLocale: 'ja_JP',
  skip: '本文へ',
  work: '仕事',
  talks: '講演',
  caseStudy: '事例',
  talk: '講演',
  about: 'プロフィール',
  search: '検索',
  languages: '言語',
  mainNavigation: 'メイン',
  number: '番号',
  table: '表',
  year: '年',
  outcome: '結果',
  sector: '分野',
  role: '役割',
  released: '公開',
  ownWork: '自主制作',
  client: '顧客',
  period: '期間',
  now: '現在',
  tags: '主題',
  ofReleased: (count, of) => `${of} 項目中 ${count} 項目を公開`,
  withheldTitle: '伏せているものと、その理由',
  withheldIntro:
    '顧客との契約が許す範囲で公開しています。帯は省いた箇所を示し、文字はその理由を表します。',
  withheldOfOwn: '帯は省いた箇所を示し、文字はその理由を表します。',
  nothingWithheld: 'ありません。すべて公開しています。',
  reason: { N: '顧客名', F: '数値', S: '画面', T: '期日まで', P: '人物' },
  bar: {
    N: '［顧客名は非公開］',
    F: '［数値は非公開］',
    S: '［画面は非公開］',
    T: '［期日まで非公開］',
    P: '［人物は非公開］',
  },
  until: (day) => `${day}まで`,
  walkthrough: '説明を依頼する',
  walkthroughText: '契約の許す範囲で、通話でさらに詳しくご覧いただけます。30 分ほどです。',
  walkthroughFree: '通話でさらに詳しくご覧いただけます。30 分ほどです。',
  walkthroughAction: 'メールを書く',
  authorship: '作者を確かめる',
  authorshipText:
    'このページには、作者を示す隠れた印があります。ページを保存するか文章を写して、印を読む用紙に渡してください。',
  authorshipAction: '確かめる',
  fallback: (language) => `この文章の日本語版はまだありません。${language}で表示しています。`,
  fallbackAction: (language) => `${language}のページを読む`,
  next: '次回',
  deliveries: '日程',
  noNext: '現在、予定はありません。',
  given: plural('ja', { other: '# 回開催' }),
  status: {
    scheduled: '予定',
    cancelled: '中止',
    postponed: '延期',
    'moved-online': 'オンラインに変更',
    past: '終了',
  },
  addToCalendar: 'カレンダーに追加',
  subscribe: 'すべての講演を購読',
  map: '地図',
  tickets: 'チケット',
  online: 'オンライン',
  slides: 'スライド',
  video: '動画',
  audience: '対象',
  resources: '資料',
  drawsOn: '関連する仕事',
  minutes: plural('ja', { other: '# 分' }),
  heldIn: (language) => `${language}で開催`,
  searchLabel: '探す言葉',
  searchButton: '検索',
  searchNoScript: '検索には JavaScript が必要です。一覧からもご覧いただけます。',
  results: plural('ja', { other: '# 件見つかりました' }),
  searchFailed: '検索の索引を読み込めませんでした。',
  notFound: 'ページがありません',
  notFoundText: '初めからないか、今は公開していないページです。',
  toIndex: '一覧へ',
  contact: '連絡先',
  elsewhere: 'ほかの場所',
  location: '拠点',
  madeWith: '一部公開。Colophon で制作。',
  feed: 'フィード',
  howMade: 'このサイトについて',
  nextTalk: '次の講演',
};

const ru: Strings = {
  languageName: 'Русский',
  openGraphLocale: 'ru_RU',
  skip: 'К содержанию',
  work: 'Работы',
  talks: 'Доклады',
  caseStudy: 'Проект',
  talk: 'Доклад',
  about: 'Об авторе',
  search: 'Поиск',
  languages: 'Языки',
  mainNavigation: 'Главное меню',
  number: '№',
  table: 'Таблица',
  year: 'Год',
  outcome: 'Итог',
  sector: 'Отрасль',
  role: 'Роль',
  released: 'Открыто',
  ownWork: 'Собственная работа',
  client: 'Заказчик',
  period: 'Время',
  now: 'сегодня',
  tags: 'Темы',
  ofReleased: (count, of) => `открыто ${count} из ${of}`,
  withheldTitle: 'Что скрыто и почему',
  withheldIntro:
    'Работа показана настолько, насколько позволяет договор с заказчиком. Плашка стоит на месте пропуска, буква говорит о причине.',
  withheldOfOwn: 'Плашка стоит на месте пропуска, буква говорит о причине.',
  nothingWithheld: 'Ничего: работа показана целиком.',
  reason: { N: 'имя заказчика', F: 'цифры', S: 'экраны', T: 'до срока', P: 'люди' },
  bar: {
    N: '[имя заказчика скрыто]',
    F: '[цифра скрыта]',
    S: '[экран скрыт]',
    T: '[скрыто до срока]',
    P: '[имя человека скрыто]',
  },
  until: (day) => `до ${day}`,
  walkthrough: 'Попросить показ',
  walkthroughText: 'В разговоре могу показать больше, насколько позволяет договор. Это полчаса.',
  walkthroughFree: 'В разговоре могу показать больше. Это полчаса.',
  walkthroughAction: 'Написать мне',
  authorship: 'Проверить авторство',
  authorshipText:
    'На этой странице есть скрытые знаки того, кто её сделал. Сохраните её или скопируйте текст и дайте листу, который их читает.',
  authorshipAction: 'Проверить',
  fallback: (language) => `Русской версии этого текста пока нет. Язык текста: ${language}.`,
  fallbackAction: (language) => `Открыть страницу на языке оригинала: ${language}`,
  next: 'Ближайший',
  deliveries: 'Расписание',
  noNext: 'Дата пока не назначена.',
  given: plural('ru', {
    one: 'Прочитан # раз',
    few: 'Прочитан # раза',
    many: 'Прочитан # раз',
    other: 'Прочитан # раза',
  }),
  status: {
    scheduled: 'назначен',
    cancelled: 'отменён',
    postponed: 'перенесён',
    'moved-online': 'перенесён в онлайн',
    past: 'прочитан',
  },
  addToCalendar: 'В календарь',
  subscribe: 'Подписаться на все доклады',
  map: 'Карта',
  tickets: 'Билеты',
  online: 'Онлайн',
  slides: 'Слайды',
  video: 'Видео',
  audience: 'Для кого',
  resources: 'Материалы',
  drawsOn: 'По материалам работ',
  minutes: plural('ru', { one: '# минута', few: '# минуты', many: '# минут', other: '# минуты' }),
  heldIn: (language) => `язык: ${language}`,
  searchLabel: 'Что искать',
  searchButton: 'Найти',
  searchNoScript: 'Для поиска нужен JavaScript. Всё есть и в списке:',
  results: plural('ru', {
    one: 'Найдена # страница',
    few: 'Найдено # страницы',
    many: 'Найдено # страниц',
    other: 'Найдено # страницы',
  }),
  searchFailed: 'Не удалось загрузить указатель поиска.',
  notFound: 'Такой страницы нет',
  notFoundText: 'Возможно, её не было или она больше не открыта.',
  toIndex: 'К списку работ',
  contact: 'Связаться',
  elsewhere: 'В других местах',
  location: 'Город',
  madeWith: 'Открыто частично. Сделано с Colophon.',
  feed: 'Лента',
  howMade: 'Как сделан сайт',
  nextTalk: 'Ближайший доклад',
};

/** The interface in each language. */
export const STRINGS: Readonly<Record<Locale, Strings>> = { en, ja, ru };
