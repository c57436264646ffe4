import type {} from 'mdast-util-mdx';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { fc, test } from '@fast-check/vitest';
import { unified } from 'unified';
import { expect } from 'vitest';
import { bodyProblems } from './body-problems.ts';
import { sayWithheld, shield, unshield } from './diagram-text.ts';
import type { Viewpoint } from './viewpoint.ts';
import { withhold } from './withhold.ts';

const TEXT = `\`\`\`mermaid title="The road to <Client />"
flowchart LR
  a[<Client form="gen" /> portal] -->|<Withheld reason="F">38 %</Withheld>| b
\`\`\`

\`\`\`ts
const client = <Client />;
\`\`\`
`;
const parse = (text: string) => unified().use(remarkParse).use(remarkMdx).parse(text);
const view = (withheld: Viewpoint['withheld'], client: string | null): Viewpoint => ({
  level: client ? 'named' : 'anonymous',
  withheld,
  day: '2026-01-01',
  client: () => client,
});
const say = (tree: object) =>
  sayWithheld(unshield(JSON.stringify(tree)), (reason) => `[${reason}]`);

test('what is withheld in a diagram is out of it, and known to the gate', () => {
  const tree = parse(TEXT);
  const { fragments, reasons } = withhold(tree, view(['N', 'F'], null));
  expect(say(tree)).toContain('The road to [N]');
  expect(say(tree)).toContain('a[[N] portal] -->|[F]| b');
  expect(JSON.stringify(tree)).not.toContain('38 %');
  expect([fragments, reasons]).toEqual([['38 %'], ['N', 'F']]);
});

test('what may be shown stands in its place, and cannot end the label it stands in', () => {
  const tree = parse(TEXT);
  withhold(tree, view([], 'Quorvexil [EU]'));
  expect(say(tree)).toContain('a[Quorvexil [EU] portal] -->|38 %| b');
  expect(JSON.stringify(tree)).not.toContain('Quorvexil [EU]');
});

test('code that is shown as code stays as it is', () => {
  const tree = parse(TEXT);
  withhold(tree, view(['N', 'F'], null));
  expect(say(tree)).toContain('const client = <Client />;');
});

test.each([
  ['a reason that is none', '<Withheld reason="X">1</Withheld>'],
  ['a withheld thing left open', '<Withheld reason="F">1'],
  ['another element', '<b>1</b>'],
  ['an element with JavaScript', '<Client form={1} />'],
])('%s is a problem', (_what, inside) => {
  const tree = parse(`\`\`\`mermaid title="T"\nflowchart LR\n  a[${inside}]\n\`\`\``);
  const found = bodyProblems(tree, { file: 'a.mdx', eggs: [], agreements: [], hasClient: true });
  expect(found).toMatchObject([{ file: 'a.mdx', line: 1 }]);
});

test.prop([fc.string()])('a shield is undone', (text) => {
  fc.pre(!/[\uE000-\uE0FF]/.test(text));
  expect(unshield(shield(text))).toBe(text);
  expect(shield(text)).not.toMatch(/[[\](){}|<>"&]/);
});
