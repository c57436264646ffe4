import { renderSVG } from 'uqr';
import type { Author } from '../../authorship/index.ts';
import { escapeHtml } from '../../bytes/escape-html.ts';
import { sheetPage } from '../sheet-page.ts';

const STYLE = `
  .secret { align-items: start; display: grid; gap: 1.5rem; grid-template-columns: 1fr 12rem; }
  ol { columns: 3; font-family: ui-monospace, monospace; margin: 0; padding-left: 2rem; }
  li { padding: .15rem 0; }
  svg { height: auto; width: 100%; }
  section { border-top: 1px solid #8c8778; break-inside: avoid; margin-top: 1rem; }
`;

const TEXTS = [
  {
    lang: 'en',
    title: 'Keep this sheet like a key',
    text: 'Whoever has these words can sign as the author, and without them nobody can prove that the marks are the author’s. Print it, put it where no camera looks, and delete the file. To restore: write the words into a file and run',
  },
  {
    lang: 'ja',
    title: '鍵として保管してください',
    text: 'この語を持つ者は作者として署名でき、失えば印が作者のものであることを誰も証明できません。印刷してカメラの届かない所に置き、ファイルは消してください。復元するには、語をファイルに書いて次を実行します',
  },
  {
    lang: 'ru',
    title: 'Храните этот лист как ключ',
    text: 'У кого есть эти слова, тот может подписывать за автора, а без них никто не докажет, что метки авторские. Напечатайте лист, уберите туда, где нет камер, и удалите файл. Чтобы восстановить, запишите слова в файл и выполните',
  },
] as const;

const RESTORE = 'npm run identity -- restore --words-file FILE';

/**
 * Writes the page to print. It loads nothing and runs nothing.
 *
 * @param secret - the words, and the text the QR code holds.
 */
export function backupSheet(
  { name, site, fingerprint }: Pick<Author, 'name' | 'site' | 'fingerprint'>,
  { words, text }: { words: readonly string[]; text: string },
): string {
  const sections = TEXTS.map(
    (each) =>
      `<section lang="${each.lang}"><h2>${each.title}</h2><p>${each.text} <code>${RESTORE}</code></p></section>`,
  );
  const body = `<h1>Seed of ${escapeHtml(name)}</h1>
<dl>
<dt>Site</dt><dd>${escapeHtml(site)}</dd>
<dt>Key</dt><dd>${fingerprint}</dd>
</dl>
<div class="secret">
<ol>${words.map((word) => `<li>${word}</li>`).join('')}</ol>
<div>${renderSVG(text, { ecc: 'M' })}</div>
</div>
${sections.join('\n')}`;
  return sheetPage('Colophon: backup of a seed', 'en', { style: STYLE, body });
}
