/** The look of the private report: paper and ink, one colour for what stops a release. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #f5f3ec; --ink: #16150f; --muted: #5c584c; --rule: #8c8778; --seal: #b8321a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14130f; --ink: #ece8dc; --muted: #a8a294; --rule: #6f6a5d; --seal: #ff7a5c; }
}
* { box-sizing: border-box; }
body { background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 'Source Serif 4', Georgia, 'Noto Serif', serif; margin: 0 auto; max-width: 56rem; padding: 2rem 1.25rem 4rem; }
h1, h2, h3 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2.37rem; margin: 0 0 .5rem; }
h2 { border-top: 1px solid var(--rule); font-size: 1.33rem; margin: 2.5rem 0 .25rem; padding-top: .75rem; }
h3 { font-size: 1.0625rem; margin: 0; }
p, dl, blockquote { margin: .25rem 0 0; }
a { color: inherit; text-underline-offset: .2em; }
a:focus-visible { outline: 2px solid var(--seal); outline-offset: 3px; }
code, .way, .id, .count { font-family: 'Martian Mono', ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .8em; overflow-wrap: anywhere; }
header dl { display: grid; gap: .1rem 1.25rem; grid-template-columns: max-content 1fr; margin-top: 1rem; }
dt, .note, .way, .id, .count { color: var(--muted); }
dd { margin: 0; }
ol { list-style: none; margin: 1rem 0 0; padding: 0; }
li { border-left: 3px solid var(--rule); margin: 0 0 1.5rem; padding-left: 1rem; }
li.error { border-color: var(--seal); }
li:target { outline: 1px solid var(--rule); outline-offset: .5rem; }
blockquote { margin-left: 0; }
blockquote p { border: 1px solid var(--rule); margin: .5rem 0; padding: .5rem .75rem; overflow-wrap: anywhere; }
.rules dt { color: var(--ink); font-weight: 600; margin-top: 1rem; }
.rules dt:target { text-decoration: underline; }
@media (max-width: 30rem) { h1 { font-size: 1.78rem; } }
@media print {
  :root { --paper: #fff; --ink: #000; --muted: #444; --seal: #000; color-scheme: light; }
  body { font-size: 10pt; max-width: none; padding: 0; }
  li { break-inside: avoid; }
  @page { margin: 16mm; size: A4; }
}
`;
