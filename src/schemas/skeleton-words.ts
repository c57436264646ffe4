import type { Locale } from './locale.ts';

/** What a skeleton says where the author will write, in the language of the text. */
export interface SkeletonWords {
  readonly name: string;
  readonly tagline: string;
  readonly about: readonly [first: string, second: string];
  readonly location: string;
  title(slug: string): string;
  summary(slug: string): string;
  outcome(slug: string): string;
  readonly role: string;
  readonly sector: string;
  readonly statement: string;
  readonly problem: readonly [heading: string, text: string];
  readonly decisions: readonly [
    heading: string,
    columns: readonly string[],
    row: readonly string[],
  ];
  readonly result: readonly [heading: string, text: string];
  talkSummary(slug: string): string;
  audience(slug: string): string;
  readonly event: string;
  readonly venue: string;
  readonly abstract: readonly [heading: string, text: string];
  clientName(slug: string): string;
  readonly clientDescription: string;
}

const ENGLISH: SkeletonWords = {
  name: 'Your name',
  tagline: 'What you do, in a line',
  about: ['Two or three sentences about you.', 'An empty line begins a new paragraph.'],
  location: 'Helsinki, Finland',
  title: (slug) => `Working title of ${slug}`,
  summary: (slug) => `What ${slug} was about, in one or two sentences.`,
  outcome: (slug) => `What came of ${slug}, as one sentence.`,
  role: 'Lead engineer',
  sector: 'Logistics',
  statement: 'I made this.',
  problem: [
    'The problem',
    'What was wrong, for whom, and how much it cost. Name the client as `<Client />`: it becomes a name or\na description, by level.',
  ],
  decisions: [
    'Decisions',
    ['Decision', 'Picked', 'Rejected', 'Why'],
    ['What had to be decided', 'This', 'That', 'Because'],
  ],
  result: ['Outcome', 'What changed. A figure the agreement withholds goes between tags:'],
  talkSummary: (slug) => `What the audience of ${slug} takes away, in one or two sentences.`,
  audience: (slug) => `Who ${slug} is for.`,
  event: 'Name of the conference',
  venue: 'Name of the hall',
  abstract: ['What it is about', 'An abstract of a few sentences.'],
  clientName: (slug) => `Clientname of ${slug}`,
  clientDescription: 'a client in logistics',
};

const JAPANESE: SkeletonWords = {
  name: 'お名前',
  tagline: '何をしている人か、一行で',
  about: ['自己紹介を二、三文で書きます。', '空行を入れると、新しい段落になります。'],
  location: '東京',
  title: (slug) => `${slug}（仮題）`,
  summary: (slug) => `${slug} がどんな仕事だったかを、一、二文で。`,
  outcome: (slug) => `${slug} の成果を、一文で。`,
  role: 'リードエンジニア',
  sector: '物流',
  statement: 'これは私が作りました。',
  problem: [
    '課題',
    '何が、誰にとって問題で、どれほどの損失だったか。顧客は `<Client />` と書きます。公開の段階に応じて、名前か説明に変わります。',
  ],
  decisions: [
    '判断',
    ['判断', '選んだもの', '選ばなかったもの', '理由'],
    ['決めるべきこと', 'これ', 'あれ', 'なぜなら'],
  ],
  result: ['成果', '何が変わったか。契約で公開できない数字は、タグで囲みます:'],
  talkSummary: (slug) => `${slug} を聞いた人が持ち帰るものを、一、二文で。`,
  audience: (slug) => `${slug} は誰のための講演か。`,
  event: '催しの名前',
  venue: '会場の名前',
  abstract: ['概要', '数文の要旨。'],
  clientName: (slug) => `${slug} の顧客名`,
  clientDescription: '物流業の顧客',
};

const RUSSIAN: SkeletonWords = {
  name: 'Ваше имя',
  tagline: 'Чем вы занимаетесь, в одной строке',
  about: ['Два-три предложения о вас.', 'Пустая строка начинает новый абзац.'],
  location: 'Москва',
  title: (slug) => `Рабочее название: ${slug}`,
  summary: (slug) => `О чём была работа ${slug}, в одном-двух предложениях.`,
  outcome: (slug) => `Что дала работа ${slug}, одним предложением.`,
  role: 'Ведущий инженер',
  sector: 'Логистика',
  statement: 'Это моя работа.',
  problem: [
    'Задача',
    'Что было не так, у кого и во что это обходилось. Заказчик пишется как `<Client />`: на странице будет\nимя или описание, смотря что разрешено.',
  ],
  decisions: [
    'Решения',
    ['Вопрос', 'Выбрано', 'Отвергнуто', 'Почему'],
    ['Что надо было решить', 'Это', 'То', 'Потому что'],
  ],
  result: ['Итог', 'Что изменилось. Цифра, которую договор не даёт назвать, пишется между тегами:'],
  talkSummary: (slug) => `Что слушатели унесут с доклада ${slug}, в одном-двух предложениях.`,
  audience: (slug) => `Для кого доклад ${slug}.`,
  event: 'Название конференции',
  venue: 'Название зала',
  abstract: ['О чём доклад', 'Аннотация в несколько предложений.'],
  clientName: (slug) => `Имя заказчика из ${slug}`,
  clientDescription: 'заказчик из логистики',
};

export const SKELETON_WORDS: Readonly<Record<Locale, SkeletonWords>> = {
  en: ENGLISH,
  ja: JAPANESE,
  ru: RUSSIAN,
};
