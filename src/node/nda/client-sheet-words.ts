import type { Level } from '../../schemas/level.ts';
import type { Locale } from '../../schemas/locale.ts';

/** The words of the sheet for a client, in one language. */
export interface ClientSheetWords {
  readonly title: string;
  readonly intro: string;
  readonly client: string;
  readonly author: string;
  readonly key: string;
  readonly agreement: string;
  readonly released: string;
  readonly published: string;
  readonly nothing: string;
  readonly level: Readonly<Record<Exclude<Level, 'sealed'>, string>>;
  /** Above the sealed copies for single readers. */
  readonly copies: string;
  readonly copiesText: string;
  /** `{made}`; with `{until}` where the copy has a last day. */
  readonly copy: string;
  readonly copyUntil: string;
  readonly withheld: string;
  readonly since: string;
  readonly allowed: string;
  /** `{day}` is the day from which the step holds. */
  readonly step: string;
  /** `{by}`, `{on}`, `{until}`. */
  readonly consent: string;
  readonly consentUntil: string;
  readonly evidence: string;
  readonly check: string;
  /** `{files}`, `{megabytes}`, `{terms}`. */
  readonly passed: string;
  readonly none: string;
  /** For one, and for `{count}` of them, where a language tells these apart. */
  readonly accepted: readonly string[];
  readonly limits: string;
  readonly manifest: string;
  readonly entry: string;
  readonly question: string;
}

export const CLIENT_SHEET_WORDS: Readonly<Record<Locale, ClientSheetWords>> = {
  en: {
    title: 'What is published of our work',
    intro:
      'This sheet lists everything on my site that concerns you, and by which permission it is there. It is made for you alone.',
    client: 'For',
    author: 'Author',
    key: 'Key',
    agreement: 'Agreement',
    released: 'Released',
    published: 'Published',
    nothing: 'Nothing that concerns you is published.',
    level: {
      anonymous: 'without your name: a description stands in its place',
      named: 'with your name',
      full: 'in full',
    },
    copies: 'Shown to single readers',
    copiesText:
      'Encrypted copies, as the agreement allows: each is for one reader whom I chose, opens with that reader’s link alone, and carries a hidden mark by which a leaked copy would be traced.',
    copy: 'made on {made}',
    copyUntil: 'made on {made}, published until {until}',
    withheld: 'Withheld',
    since: 'Public like this since',
    allowed: 'Permission',
    step: 'the agreement allows it from {day} on',
    consent: 'consent of {by} on {on}',
    consentUntil: ', until {until}',
    evidence: 'rests on',
    check: 'The check before the release',
    passed:
      'Before the release a program searched all {files} files ({megabytes} MB) for your names, domains, people and confidential terms ({terms} in all), in other writings and encodings too, where the agreement forbids them.',
    none: 'It found none.',
    accepted: [
      '1 place looked like one of them, and was looked at and accepted by hand.',
      '{count} places looked like one of them, and were looked at and accepted by hand.',
    ],
    limits: 'It reads what it can decode, and names every file that it cannot read.',
    manifest: 'SHA-256 of the list of all files',
    entry: 'entry {number} of the signed log',
    question: 'If anything here is not as we agreed, write to {email}, and I will take it down.',
  },
  ja: {
    title: '公開している内容のご報告',
    intro:
      '当サイトで公開している内容のうち、貴社に関わるものをすべて、公開の根拠とともに記します。貴社のためだけに作成した書面です。',
    client: '宛先',
    author: '作者',
    key: '鍵',
    agreement: '契約',
    released: '公開日時',
    published: '公開しているもの',
    nothing: '貴社に関わるものは何も公開していません。',
    level: {
      anonymous: '社名なし（一般的な説明に置き換え）',
      named: '社名あり',
      full: 'すべて公開',
    },
    copies: '個別の読者への開示',
    copiesText:
      '契約で認められた範囲の暗号化された写しです。いずれも私が選んだ一人の読者のためのもので、その方のリンクでのみ開きます。流出した場合に出所がわかる見えない印を入れています。',
    copy: '{made}作成',
    copyUntil: '{made}作成、{until}まで公開',
    withheld: '伏せているもの',
    since: 'この形での公開開始',
    allowed: '根拠',
    step: '契約により{day}から公開可',
    consent: '{by}の同意（{on}）',
    consentUntil: '、{until}まで',
    evidence: '証拠',
    check: '公開前の検査',
    passed:
      '公開の前に、全{files}ファイル（{megabytes} MB）を対象に、貴社の名称、ドメイン、関係者名、機密語（計{terms}件）が契約で禁じられた箇所にないか、別の表記や符号化も含めてプログラムで検索しました。',
    none: '一件もありませんでした。',
    accepted: ['似た箇所{count}件は、確認のうえ手作業で許容しました。'],
    limits: '検査は復号できる内容を読み、読めないファイルはすべて報告します。',
    manifest: '全ファイル一覧のSHA-256',
    entry: '署名付き記録の第{number}項',
    question: '取り決めと異なる点がありましたら、{email}までお知らせください。公開を取り下げます。',
  },
  ru: {
    title: 'Что опубликовано о нашей работе',
    intro:
      'Здесь перечислено всё на моём сайте, что касается вас, и на каком основании. Лист составлен только для вас.',
    client: 'Кому',
    author: 'Автор',
    key: 'Ключ',
    agreement: 'Соглашение',
    released: 'Выпущено',
    published: 'Опубликовано',
    nothing: 'Ничего, что касается вас, не опубликовано.',
    level: {
      anonymous: 'без вашего имени: вместо него описание',
      named: 'с вашим именем',
      full: 'полностью',
    },
    copies: 'Показано отдельным читателям',
    copiesText:
      'Зашифрованные копии, как разрешает соглашение: каждая сделана для одного выбранного мной читателя, открывается только по его ссылке и несёт скрытую метку, по которой утечку можно проследить.',
    copy: 'сделана {made}',
    copyUntil: 'сделана {made}, опубликована до {until}',
    withheld: 'Скрыто',
    since: 'В таком виде с',
    allowed: 'Основание',
    step: 'соглашение разрешает это с {day}',
    consent: 'согласие ({by}) от {on}',
    consentUntil: ', до {until}',
    evidence: 'подтверждение',
    check: 'Проверка перед выпуском',
    passed:
      'Перед выпуском программа искала ваши названия, домены, имена людей и конфиденциальные слова (всего: {terms}) во всех файлах (файлов: {files}, {megabytes} МБ), в том числе в других написаниях и кодировках, там, где соглашение их запрещает.',
    none: 'Она не нашла ни одного.',
    accepted: ['Похожих мест, просмотренных и принятых вручную: {count}.'],
    limits:
      'Она читает то, что можно раскодировать, и называет каждый файл, который прочесть нельзя.',
    manifest: 'SHA-256 списка всех файлов',
    entry: 'запись {number} подписанного журнала',
    question: 'Если что-то здесь не так, как мы договорились, напишите на {email}, и я это уберу.',
  },
};
