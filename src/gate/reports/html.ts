import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../../bytes/base64.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import type { NamedFinding } from '../findings.ts';
import { RULES } from '../rules.ts';
import type { RuleId } from '../rules.ts';
import { STYLE } from './html-style.ts';
import { escapeMarkup } from './markup.ts';
import { countFindings, placeOf, plural, wayOf } from './report.ts';
import type { Report, ReportFormat } from './report.ts';

/** One page for the author: it loads nothing, runs nothing, and can be printed. */
export const html: ReportFormat = {
  name: 'html',
  endings: ['html'],
  write(report) {
    // The style is allowed by its digest, so nothing that got into a name could bring its own.
    const policy = `default-src 'none'; style-src 'sha256-${toBase64(sha256(toUtf8(STYLE)))}'`;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="content-security-policy" content="${policy}">
<title>Gate report: ${countFindings(report.findings)}</title>
<style>${STYLE}</style>
</head>
<body>
${headOf(report)}
<main>
${report.findings.length === 0 ? '' : listsOf(report)}
</main>
</body>
</html>
`;
  },
};

function headOf({ findings, files, bytes, folder, ended, version }: Report): string {
  const isRefused = findings.some(({ severity }) => severity === 'error');
  const verdict = isRefused ? 'Not to be published' : 'May be published';
  return `<header>
<h1>${verdict}</h1>
<p>${countFindings(findings)} in ${plural(files, 'file')}. Private: findings are masked, but they say where to look.</p>
<dl>
<dt>Folder</dt><dd>${escapeMarkup(folder || '.')}</dd>
<dt>Size</dt><dd>${(bytes / 1e6).toFixed(1)} MB</dd>
<dt>Looked at</dt><dd><time datetime="${ended}">${ended.slice(0, 16).replace('T', ' ')} UTC</time></dd>
<dt>Program</dt><dd>Colophon ${escapeMarkup(version)}</dd>
</dl>
</header>`;
}

function listsOf({ findings }: Report): string {
  return [
    sectionOf('Errors', 'These stop a release.', findings, 'error'),
    sectionOf('Warnings', 'These stop nothing: judge them.', findings, 'warning'),
    glossaryOf(new Set(findings.map(({ rule }) => rule))),
  ].join('\n');
}

function sectionOf(
  title: string,
  note: string,
  findings: readonly NamedFinding[],
  severity: NamedFinding['severity'],
): string {
  const own = findings.filter((finding) => finding.severity === severity);
  if (own.length === 0) return '';
  return `<section aria-labelledby="${severity}">
<h2 id="${severity}">${title} <span class="count">${own.length}</span></h2>
<p class="note">${note}</p>
<ol>
${own.map(itemOf).join('\n')}
</ol>
</section>`;
}

function itemOf(finding: NamedFinding): string {
  const { rule, term, snippet, hint, id, severity } = finding;
  const way = wayOf(finding);
  return `<li class="${severity}" id="f-${id}">
<h3><a href="#rule-${rule}">${RULES[rule].title}</a>${term === null ? '' : ` <code>${escapeMarkup(term)}</code>`}</h3>
<p class="place"><code>${escapeMarkup(placeOf(finding))}</code>${way && ` <span class="way">› ${escapeMarkup(way)}</span>`}</p>
${snippet ? `<blockquote><p>${escapeMarkup(snippet)}</p></blockquote>` : ''}
<p>${escapeMarkup(hint)}</p>
<p class="id">Finding <code>${id}</code></p>
</li>`;
}

function glossaryOf(rules: ReadonlySet<RuleId>): string {
  const entries = [...rules].map(
    (id) =>
      `<dt id="rule-${id}">${RULES[id].title} <code>${id}</code></dt><dd>${escapeMarkup(RULES[id].help)}</dd>`,
  );
  return `<section aria-labelledby="rules">
<h2 id="rules">What the rules mean</h2>
<dl class="rules">
${entries.join('\n')}
</dl>
</section>`;
}
