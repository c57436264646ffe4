import type { Locale } from '../schemas/locale.ts';

/** What the index, its bars and the CV say, in one language. */
export interface LedgerStrings {
  readonly ownWorks: string;
  readonly clientWorks: string;
  /** Over the five bars that explain themselves. */
  readonly legend: string;
  readonly legendText: string;
  /** Beside a bar under a picture of which a part is painted over. */
  readonly paintedOver: string;
  readonly filter: string;
  readonly all: string;
  readonly onlyWork: (value: string) => string;
  /** In the place of the table of works. */
  readonly noWorks: string;
  readonly selectedWork: string;
  readonly talksGiven: string;
  readonly cvHint: string;
  /** Between the parts of an enumeration. */
  readonly comma: string;
  /** Between a name and what is said of it. */
  readonly colon: string;
}

const en: LedgerStrings = {
  ownWorks: 'Own work',
  clientWorks: 'Work for clients',
  legend: 'How to read a bar',
  legendText:
    'What an agreement withholds is struck out. The letter says why; the width says nothing.',
  paintedOver: 'struck out in the picture',
  filter: 'Show',
  all: 'all',
  onlyWork: (value) => `Work: ${value}`,
  noWorks: 'No work is public yet.',
  selectedWork: 'Selected work',
  talksGiven: 'Talks given',
  cvHint: 'Printed, this page is a CV.',
  comma: ', ',
  colon: ': ',
};

const ja: LedgerStrings = {
  ownWorks: '自主制作',
  clientWorks: '依頼された仕事',
  legend: '帯の読み方',
  legendText:
    '契約により伏せるものは帯で消しています。文字はその理由を表し、帯の幅に意味はありません。',
  paintedOver: '画像の中で塗りつぶしています',
  filter: '表示',
  all: 'すべて',
  onlyWork: (value) => `仕事：${value}`,
  noWorks: 'まだ公開している仕事はありません。',
  selectedWork: '主な仕事',
  talksGiven: '講演の記録',
  cvHint: 'このページは印刷すると履歴書になります。',
  comma: '、',
  colon: '：',
};

const ru: LedgerStrings = {
  ownWorks: 'Собственные работы',
  clientWorks: 'Работы для заказчиков',
  legend: 'Как читать плашку',
  legendText:
    'Скрытое по договору закрыто плашкой. Буква говорит о причине, ширина не говорит ни о чём.',
  paintedOver: 'закрашено на снимке',
  filter: 'Показать',
  all: 'все',
  onlyWork: (value) => `Работы: ${value}`,
  // Not "ни одна работа": one work would be a total, and tell of one that is sealed.
  noWorks: 'Открытых работ пока нет.',
  selectedWork: 'Избранные работы',
  talksGiven: 'Прочитанные доклады',
  cvHint: 'Эта страница печатается как резюме.',
  comma: ', ',
  colon: ': ',
};

export const LEDGER_STRINGS: Readonly<Record<Locale, LedgerStrings>> = { en, ja, ru };
