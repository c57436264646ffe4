import type { Locale } from '../schemas/locale.ts';

/** What a sealed page says, around what is sealed and in it. */
export interface SealedStrings {
  readonly title: string;
  readonly intro: string;
  readonly opening: string;
  readonly wrongKey: string;
  readonly gone: string;
  readonly noKey: string;
  readonly keyLabel: string;
  readonly keyAction: string;
  readonly noScript: string;
  /** Above what is shown: whose copy it is, without a name. */
  readonly yours: string;
  readonly withheld: string;
  readonly guest: (name: string) => string;
  readonly invitationIntro: string;
  /** The letter that goes with a link. */
  readonly letter: (letter: ShareLetter) => readonly string[];
}

/** What the letter says. */
export interface ShareLetter {
  readonly to: string;
  readonly title: string;
  readonly link: string;
  /** In words; null without an end. */
  readonly until: string | null;
  readonly author: string;
  readonly isInvitation: boolean;
}

export const SEALED_STRINGS: Readonly<Record<Locale, SealedStrings>> = {
  en: {
    title: 'A sealed page',
    intro:
      'This page was written for one reader. It opens in the browser with the key that is in the reader’s link; no server sees that key.',
    opening: 'Opening…',
    wrongKey: 'This key does not open the page. Was the link copied whole?',
    gone: 'The page is not here any more: it was taken back, or its time is over.',
    noKey: 'The link has no key in it. If you have one, type it here.',
    keyLabel: 'Key',
    keyAction: 'Open',
    noScript: 'To open this page the browser has to run its script, which sends nothing anywhere.',
    yours:
      'For you alone. Please do not pass it on: each copy carries a hidden mark of its reader.',
    withheld: 'Withheld from this copy too',
    guest: (name) => `Dear ${name},`,
    invitationIntro: 'Come as my guest',
    letter: ({ to, title, link, until, author, isInvitation }) => [
      `Dear ${to},`,
      isInvitation
        ? `I would like to have you as my guest at “${title}”. The details, and an entry for your calendar, are here:`
        : `here is the work we spoke about, “${title}”:`,
      link,
      'The page is encrypted. The key is the part after the #, and it opens in your browser without being sent anywhere, so please use the whole link.',
      ...(isInvitation
        ? []
        : [
            'It is for you alone: the copy carries a hidden mark, so please do not pass it on, and ask me if somebody else should see it.',
          ]),
      ...(until ? [`It is there until ${until}.`] : []),
      author,
    ],
  },
  ja: {
    title: '封をしたページ',
    intro:
      'お一人のために書かれたページです。リンクに含まれる鍵を使い、ブラウザの中で開きます。鍵がサーバーに渡ることはありません。',
    opening: '開いています…',
    wrongKey: 'この鍵では開きません。リンクは最後まで写されていますか。',
    gone: 'このページはもうありません。取り下げられたか、期限が過ぎています。',
    noKey: 'リンクに鍵が含まれていません。お持ちでしたら、ここに入力してください。',
    keyLabel: '鍵',
    keyAction: '開く',
    noScript: 'このページを開くにはスクリプトの実行が必要です。どこにも何も送信しません。',
    yours:
      'あなただけにお見せするものです。写しには読者ごとに隠れた印があります。ほかの方へ渡さないでください。',
    withheld: 'この写しでも伏せているもの',
    guest: (name) => `${name} 様`,
    invitationIntro: 'ご招待します',
    letter: ({ to, title, link, until, author, isInvitation }) => [
      `${to} 様`,
      isInvitation
        ? `「${title}」にご招待します。詳細とカレンダー用のファイルはこちらです。`
        : `お話しした仕事「${title}」をこちらでご覧いただけます。`,
      link,
      'ページは暗号化されています。# より後ろが鍵で、どこにも送信されずにブラウザの中で開きます。リンクは最後まで写してお使いください。',
      ...(isInvitation
        ? []
        : [
            'あなただけにお見せするもので、写しには隠れた印があります。ほかの方へ渡さず、必要なときは私にお尋ねください。',
          ]),
      ...(until ? [`公開は${until}までです。`] : []),
      author,
    ],
  },
  ru: {
    title: 'Запечатанная страница',
    intro:
      'Эта страница написана для одного читателя. Она открывается в браузере ключом из его ссылки; ни один сервер этого ключа не видит.',
    opening: 'Открывается…',
    wrongKey: 'Этот ключ страницу не открывает. Ссылка скопирована целиком?',
    gone: 'Страницы больше нет: она отозвана, или её срок истёк.',
    noKey: 'В ссылке нет ключа. Если он у вас есть, введите его здесь.',
    keyLabel: 'Ключ',
    keyAction: 'Открыть',
    noScript:
      'Чтобы открыть страницу, браузер должен выполнить её скрипт. Он никуда ничего не отправляет.',
    yours:
      'Только для вас. Пожалуйста, не передавайте дальше: в каждой копии есть скрытая метка её читателя.',
    withheld: 'Скрыто и в этой копии',
    guest: (name) => `Здравствуйте, ${name}!`,
    invitationIntro: 'Приходите как мой гость',
    letter: ({ to, title, link, until, author, isInvitation }) => [
      `Здравствуйте, ${to}!`,
      isInvitation
        ? `Приглашаю вас как своего гостя: «${title}». Подробности и запись для календаря здесь:`
        : `Вот работа, о которой мы говорили, «${title}»:`,
      link,
      'Страница зашифрована. Ключ — часть после #, он открывает её в вашем браузере и никуда не отправляется, поэтому берите ссылку целиком.',
      ...(isInvitation
        ? []
        : [
            'Она только для вас: в копии есть скрытая метка. Пожалуйста, не передавайте её дальше, а если нужно показать кому-то ещё, напишите мне.',
          ]),
      ...(until ? [`Страница доступна до ${until}.`] : []),
      author,
    ],
  },
};
