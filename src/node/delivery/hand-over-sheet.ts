import type { Author, Delivery } from '../../authorship/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import { VERIFY_STRINGS } from '../../site/verify-strings.ts';
import { escapeHtml } from '../../bytes/escape-html.ts';
import { sheetPage } from '../sheet-page.ts';

const STYLE = `
  table { border-collapse: collapse; font-size: .85em; margin-top: 1rem; width: 100%; }
  th, td { border-bottom: 1px solid #8c8778; padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
  th { color: #5c584c; font-weight: 400; }
  td:first-child { overflow-wrap: anywhere; }
  code { font-size: .8em; overflow-wrap: anywhere; }
  tr { break-inside: avoid; }
`;

const WORDS: Readonly<Record<Locale, SheetWords>> = {
  en: {
    title: 'Authorship marks in the delivered work',
    intro:
      'The files below carry hidden marks by which their author can be recognised. They are part of the delivery and change nothing in what the files do.',
    facts: [
      'They send nothing, load nothing and store nothing.',
      'They hold no personal data and name neither the client nor the project.',
      'Programs behave, documents read and pages look as they did; pictures, and colours of style sheets, differ by levels of brightness that cannot be seen, and sound by fractions of a decibel that cannot be heard.',
      'They grant no rights and take none away: who owns the work is what the contract says.',
      'Whoever edits a file may lose or remove them without harm to the file.',
    ],
    author: 'Author',
    key: 'Key',
    date: 'Marked on',
    file: 'File',
    kind: 'Kind of mark',
    digest: 'SHA-256 as delivered',
    egg: 'One script listens for a phrase that is typed outside of any field, and then shows a signed statement. It reads no field, keeps nothing and sends nothing; the page works the same without it.',
    constant: 'Constants in the code were also picked with a key; they work as any others would.',
  },
  ja: {
    title: '納品物に含まれる作者の印について',
    intro:
      '次のファイルには、作者を確かめるための見えない印があります。印は納品物の一部で、ファイルの働きを何も変えません。',
    facts: [
      '何も送信せず、読み込まず、保存しません。',
      '個人情報を含まず、依頼主や案件の名前も含みません。',
      'プログラムの動作、文書の文章、ページの見た目は元のままです。画像とスタイルシートの色は、目に見えない程度の明るさだけが、音声は聞き取れない程度の音量だけが違います。',
      '権利を与えも奪いもしません。著作物の権利は契約の定めによります。',
      'ファイルを編集して印が失われても、または取り除いても、ファイルに害はありません。',
    ],
    author: '作者',
    key: '鍵',
    date: '日付',
    file: 'ファイル',
    kind: '印の種類',
    digest: '納品時のSHA-256',
    egg: 'スクリプトのひとつは、入力欄の外で合言葉が打たれると署名つきの文を表示します。入力欄は読まず、何も保存せず、送信しません。取り除いてもページの働きは変わりません。',
    constant: 'コード中の定数にも、鍵で選んだものがあります。ほかの定数と同じように働きます。',
  },
  ru: {
    title: 'Авторские метки в сданной работе',
    intro:
      'В перечисленных файлах есть скрытые метки, по которым можно узнать автора. Они — часть сданной работы и ничего не меняют в том, как файлы действуют.',
    facts: [
      'Метки ничего не отправляют, не загружают и не хранят.',
      'В них нет персональных данных, имени заказчика и названия проекта.',
      'Программы работают, документы читаются, страницы выглядят как прежде; картинки и цвета в таблицах стилей отличаются на уровни яркости, чего не видно, а звук — на доли децибела, чего не слышно.',
      'Они не дают и не отнимают прав: чья это работа, определяет договор.',
      'Тот, кто правит файл, может потерять или убрать метку без вреда для файла.',
    ],
    author: 'Автор',
    key: 'Ключ',
    date: 'Дата',
    file: 'Файл',
    kind: 'Вид метки',
    digest: 'SHA-256 при сдаче',
    egg: 'Один скрипт ждёт фразы, набранной вне полей ввода, и тогда показывает подписанное заявление. Поля он не читает, ничего не хранит и не отправляет; без него страница работает так же.',
    constant: 'Некоторые константы в коде тоже выбраны по ключу; работают они как любые другие.',
  },
};

interface SheetWords {
  readonly title: string;
  readonly intro: string;
  readonly facts: readonly string[];
  readonly author: string;
  readonly key: string;
  readonly date: string;
  readonly file: string;
  readonly kind: string;
  readonly digest: string;
  readonly egg: string;
  readonly constant: string;
}

/** Writes the page that goes with a contract: what was hidden where, and that it does no harm. */
export function handOverSheet(
  { marks, handedOver }: Delivery,
  { name, site, fingerprint }: Pick<Author, 'name' | 'site' | 'fingerprint'>,
  locale: Locale,
): string {
  const words = WORDS[locale];
  const dates = [...new Set(handedOver.map(({ at }) => at.slice(0, 10)))];
  const has = (kind: string) => marks.some(({ carrier }) => carrier === kind);
  const body = [
    `<h1>${words.title}</h1>`,
    `<dl><dt>${words.author}</dt><dd>${escapeHtml(name)}, ${escapeHtml(site)}</dd>`,
    `<dt>${words.key}</dt><dd>${fingerprint}</dd>`,
    `<dt>${words.date}</dt><dd>${dates.join(', ')}</dd></dl>`,
    `<p>${words.intro}</p>`,
    `<ul>${words.facts.map((fact) => `<li>${fact}</li>`).join('')}</ul>`,
    has('phrase') ? `<p>${words.egg}</p>` : '',
    has('constant') ? `<p>${words.constant}</p>` : '',
    table(handedOver, words, locale),
  ];
  return sheetPage(words.title, locale, { style: STYLE, body: body.filter(Boolean).join('\n') });
}

/** A file that was handed over again stands there as it was last. */
function table(handedOver: Delivery['handedOver'], words: SheetWords, locale: Locale): string {
  const last = new Map(handedOver.flatMap(({ files }) => files.map((file) => [file.name, file])));
  if (last.size === 0) return '';
  const rows = [...last.values()].map(
    ({ name, carriers, after }) =>
      `<tr><td>${escapeHtml(name)}</td><td>${carriers.map((each) => kindOf(each, locale)).join('; ')}</td><td><code>${escapeHtml(after)}</code></td></tr>`,
  );
  const head = [words.file, words.kind, words.digest].map((each) => `<th>${each}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function kindOf(carrier: string, locale: Locale): string {
  const names: Readonly<Record<string, string>> = VERIFY_STRINGS[locale].carrier;
  return escapeHtml(names[carrier] ?? carrier);
}
