import type { Locale } from '../schemas/locale.ts';
import { plural } from './plural.ts';

/** What pages of talks, their deliveries and the speaker kit say, in one language. */
export interface TalkStrings {
  readonly delivery: string;
  readonly allDeliveries: string;
  readonly theTalk: string;
  readonly when: string;
  readonly where: string;
  readonly language: string;
  readonly length: string;
  readonly event: string;
  readonly local: (zone: string) => string;
  readonly statusNote: Readonly<
    Record<'cancelled' | 'postponed' | 'moved-online' | 'past', string>
  >;
  readonly scan: string;
  readonly feedback: string;
  readonly photos: string;
  readonly photosOf: (event: string) => string;
  readonly guestTitle: string;
  readonly code: string;
  readonly deck: string;
  readonly deckIntro: string;
  readonly slide: (number: number, of: number) => string;
  readonly slideCount: (count: number) => string;
  readonly previous: string;
  readonly nextSlide: string;
  readonly closeSlide: string;
  readonly slideText: string;
  readonly recording: string;
  readonly recordingOf: (event: string) => string;
  readonly transcript: string;
  readonly transcriptIntro: string;
  readonly captions: string;
  readonly noVideo: string;
  readonly playFrom: (time: string) => string;
  readonly embedLoad: (host: string) => string;
  readonly embedNote: (host: string) => string;
  readonly kit: string;
  readonly forOrganisers: string;
  readonly calendar: string;
  readonly kitIntro: string;
  readonly bios: string;
  readonly bio: (count: number) => string;
  readonly introduction: string;
  readonly introductionNote: string;
  readonly headshots: string;
  readonly headshotPrint: (width: number, height: number) => string;
  readonly headshotWeb: (width: number, height: number) => string;
  readonly credit: (name: string) => string;
  readonly needs: string;
  readonly numbers: string;
  /** "23 talks in 9 countries": what was really given. */
  readonly tally: (given: number, countries: number) => string;
  readonly tallyOnline: (count: number) => string;
}

const enGiven = plural('en', { one: '# talk given', other: '# talks given' });
const enCountries = plural('en', { one: '# country', other: '# countries' });

const en: TalkStrings = {
  delivery: 'Delivery',
  allDeliveries: 'All dates of this talk',
  theTalk: 'About the talk',
  when: 'When',
  where: 'Where',
  language: 'Language',
  length: 'Length',
  event: 'Event',
  local: (zone) => `local time, ${zone}`,
  statusNote: {
    cancelled: 'This delivery was cancelled.',
    postponed: 'This delivery is postponed; the new date is not known yet.',
    'moved-online': 'This delivery has moved online: nobody will be in the hall.',
    past: 'This delivery is over.',
  },
  scan: 'Scan to open this page',
  feedback: 'Give feedback',
  photos: 'Photographs',
  photosOf: (event) => `Photographs from ${event}`,
  guestTitle: 'Come as my guest',
  code: 'Code',
  deck: 'Slides',
  deckIntro: 'Choose a slide to see it alone. Print this page, and each slide takes a sheet.',
  slide: (number, of) => `Slide ${number} of ${of}`,
  slideCount: plural('en', { one: '# slide', other: '# slides' }),
  previous: 'Previous slide',
  nextSlide: 'Next slide',
  closeSlide: 'All slides',
  slideText: 'The words on this slide',
  recording: 'Recording',
  recordingOf: (event) => `Recorded at ${event}`,
  transcript: 'Transcript',
  transcriptIntro: 'Each time opens the recording at that moment.',
  captions: 'Captions',
  noVideo: 'This browser does not play the recording. Download it:',
  playFrom: (time) => `Play from ${time}`,
  embedLoad: (host) => `Load the player of ${host}`,
  embedNote: (host) => `Nothing is asked of ${host} before you choose this.`,
  kit: 'Speaker kit',
  forOrganisers: 'For organisers',
  calendar: 'Calendar',
  kitIntro:
    'For organisers: texts to print, portraits to download, a few lines to read aloud, and what I need on the day.',
  bios: 'Short biographies',
  bio: (count) => `${count} words`,
  introduction: 'To read aloud',
  introductionNote: 'Please introduce me with these words; they take half a minute.',
  headshots: 'Portraits',
  headshotPrint: (width, height) => `For print, ${width} × ${height}`,
  headshotWeb: (width, height) => `For the web, ${width} × ${height}`,
  credit: (name) => `Credit: ${name}`,
  needs: 'What I need on the day',
  numbers: 'In numbers',
  tally: (given, countries) =>
    countries > 0 ? `${enGiven(given)} in ${enCountries(countries)}` : enGiven(given),
  tallyOnline: plural('en', { one: '# of them online', other: '# of them online' }),
};

const ja: TalkStrings = {
  delivery: '開催回',
  allDeliveries: 'この講演のすべての日程',
  theTalk: '講演について',
  when: '日時',
  where: '会場',
  language: '言語',
  length: '長さ',
  event: '催し',
  local: (zone) => `現地時間（${zone}）`,
  statusNote: {
    cancelled: 'この回は中止になりました。',
    postponed: 'この回は延期になりました。新しい日程は未定です。',
    'moved-online': 'この回はオンライン開催に変わりました。会場では行いません。',
    past: 'この回は終了しました。',
  },
  scan: '読み取るとこのページが開きます',
  feedback: '感想を送る',
  photos: '写真',
  photosOf: (event) => `${event}の写真`,
  guestTitle: 'ご招待します',
  code: 'コード',
  deck: 'スライド',
  deckIntro: '一枚を選ぶと単独で表示されます。印刷すると一枚ずつ用紙に収まります。',
  slide: (number, of) => `スライド ${number} / ${of}`,
  slideCount: plural('ja', { other: 'スライド # 枚' }),
  previous: '前のスライド',
  nextSlide: '次のスライド',
  closeSlide: '一覧に戻る',
  slideText: 'このスライドの文字',
  recording: '録画',
  recordingOf: (event) => `${event}での録画`,
  transcript: '書き起こし',
  transcriptIntro: '時刻を選ぶと、その場面から録画が開きます。',
  captions: '字幕',
  noVideo: 'このブラウザでは再生できません。こちらから保存してください。',
  playFrom: (time) => `${time} から再生`,
  embedLoad: (host) => `${host} のプレーヤーを読み込む`,
  embedNote: (host) => `選ぶまで ${host} への通信は行いません。`,
  kit: '講演者資料',
  forOrganisers: '主催者の方へ',
  calendar: 'カレンダー',
  kitIntro:
    '主催者の方へ。掲載用の紹介文、ダウンロードできる写真、読み上げ用の紹介、当日に必要なものをまとめました。',
  bios: '紹介文',
  bio: (count) => `約 ${count} 字`,
  introduction: '読み上げ用の紹介',
  introductionNote: 'このままお読みください。三十秒ほどです。',
  headshots: '写真',
  headshotPrint: (width, height) => `印刷用 ${width} × ${height}`,
  headshotWeb: (width, height) => `ウェブ用 ${width} × ${height}`,
  credit: (name) => `クレジット：${name}`,
  needs: '当日に必要なもの',
  numbers: '数字で見ると',
  tally: (given, countries) =>
    countries > 0 ? `講演 ${given} 回、${countries} か国` : `講演 ${given} 回`,
  tallyOnline: plural('ja', { other: 'うちオンライン # 回' }),
};

const ruGiven = plural('ru', {
  one: '# доклад',
  few: '# доклада',
  many: '# докладов',
  other: '# доклада',
});
// Prepositional: "в 1 стране, в 2 странах, в 21 стране".
const ruCountries = plural('ru', {
  one: '# стране',
  few: '# странах',
  many: '# странах',
  other: '# страны',
});

const ru: TalkStrings = {
  delivery: 'Выступление',
  allDeliveries: 'Все даты этого доклада',
  theTalk: 'О докладе',
  when: 'Когда',
  where: 'Где',
  language: 'Язык',
  length: 'Длительность',
  event: 'Событие',
  local: (zone) => `местное время, ${zone}`,
  statusNote: {
    cancelled: 'Это выступление отменено.',
    postponed: 'Это выступление перенесено; новая дата пока неизвестна.',
    'moved-online': 'Это выступление пройдёт только онлайн: в зале никого не будет.',
    past: 'Это выступление уже прошло.',
  },
  scan: 'Наведите камеру, чтобы открыть страницу',
  feedback: 'Оставить отзыв',
  photos: 'Фотографии',
  photosOf: (event) => `Фотографии: ${event}`,
  guestTitle: 'Приходите как мой гость',
  code: 'Код',
  deck: 'Слайды',
  deckIntro: 'Выберите слайд, чтобы увидеть его отдельно. При печати каждый займёт свой лист.',
  slide: (number, of) => `Слайд ${number} из ${of}`,
  slideCount: plural('ru', {
    one: '# слайд',
    few: '# слайда',
    many: '# слайдов',
    other: '# слайда',
  }),
  previous: 'Предыдущий слайд',
  nextSlide: 'Следующий слайд',
  closeSlide: 'Все слайды',
  slideText: 'Текст этого слайда',
  recording: 'Запись',
  recordingOf: (event) => `Запись: ${event}`,
  transcript: 'Расшифровка',
  transcriptIntro: 'Каждая отметка времени открывает запись с этого места.',
  captions: 'Субтитры',
  noVideo: 'Этот браузер не показывает запись. Её можно скачать:',
  playFrom: (time) => `Смотреть с ${time}`,
  embedLoad: (host) => `Загрузить плеер ${host}`,
  embedNote: (host) => `До этого к ${host} нет ни одного запроса.`,
  kit: 'Для организаторов',
  forOrganisers: 'Организаторам',
  calendar: 'Календарь',
  kitIntro:
    'Тексты для программы, портреты для скачивания, несколько строк, чтобы представить меня вслух, и то, что понадобится в зале.',
  bios: 'Об авторе',
  bio: (count) => `${count} слов`,
  introduction: 'Чтобы прочесть вслух',
  introductionNote: 'Представьте меня, пожалуйста, этими словами: они занимают полминуты.',
  headshots: 'Портреты',
  headshotPrint: (width, height) => `Для печати, ${width} × ${height}`,
  headshotWeb: (width, height) => `Для сайта, ${width} × ${height}`,
  credit: (name) => `Автор: ${name}`,
  needs: 'Что понадобится в зале',
  numbers: 'В числах',
  tally: (given, countries) =>
    countries > 0 ? `${ruGiven(given)} в ${ruCountries(countries)}` : ruGiven(given),
  tallyOnline: plural('ru', {
    one: 'из них # онлайн',
    few: 'из них # онлайн',
    many: 'из них # онлайн',
    other: 'из них # онлайн',
  }),
};

/** The interface of talks in each language. */
export const TALK_STRINGS: Readonly<Record<Locale, TalkStrings>> = { en, ja, ru };
