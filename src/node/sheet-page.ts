import { escapeHtml } from '../bytes/escape-html.ts';

// What all printed sheets share: one page that loads nothing and runs nothing.

/** @returns a whole page. `body` and `style` are HTML and CSS; `lang` is its language. */
export function sheetPage(
  title: string,
  lang: string,
  { style, body }: { style: string; body: string },
): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${BASE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const BASE = `
  :root { color-scheme: light; font: 11pt/1.5 Georgia, 'Times New Roman', serif; }
  body { background: #fff; color: #16150f; margin: 0 auto; max-width: 42rem; padding: 2rem; }
  h1 { border-bottom: 3px solid #b8321a; font-size: 1.6rem; font-weight: 400; padding-bottom: .4rem; }
  dl { display: grid; gap: .2rem 1rem; grid-template-columns: 8rem 1fr; }
  dt { color: #5c584c; }
  dd { font-family: ui-monospace, monospace; font-size: .85em; margin: 0; overflow-wrap: anywhere; }
  @page { margin: 16mm; size: A4; }
  @media print { body { padding: 0; } }
`;
