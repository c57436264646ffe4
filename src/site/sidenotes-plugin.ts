import type { FootnoteDefinition, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';

/**
 * A remark plugin that puts each footnote where it is referred to, so that it can stand beside its
 * line. A note that is more than paragraphs stays at the foot of the text, and so does one that is
 * referred to twice.
 */
export function sidenotesPlugin() {
  return (tree: Root) => {
    const notes = inlineNotes(tree);
    let number = 0;
    visit(tree, 'footnoteReference', (reference, index, parent) => {
      const note = notes.get(reference.identifier);
      if (!note || !parent || index === undefined) return;
      number += 1;
      const [mark, beside] = [sup(number), sidenote(number, note)];
      parent.children.splice(index, 1, mark, beside);
      return index + 2;
    });
    tree.children = tree.children.filter(
      (node) => node.type !== 'footnoteDefinition' || !notes.has(node.identifier),
    );
  };
}

function inlineNotes(tree: Root): ReadonlyMap<string, FootnoteDefinition> {
  const uses = new Map<string, number>();
  visit(tree, 'footnoteReference', ({ identifier }) => {
    uses.set(identifier, (uses.get(identifier) ?? 0) + 1);
  });
  const notes = new Map<string, FootnoteDefinition>();
  for (const node of tree.children)
    if (
      node.type === 'footnoteDefinition' &&
      uses.get(node.identifier) === 1 &&
      node.children.every(({ type }) => type === 'paragraph')
    )
      notes.set(node.identifier, node);
  return notes;
}

function sup(number: number): PhrasingContent {
  return element('sup', { className: ['sidenote-number'] }, [text(`${number}`)]);
}

function sidenote(number: number, { children }: FootnoteDefinition): PhrasingContent {
  const lines = children.flatMap((paragraph, index) => [
    ...(index > 0 ? [{ type: 'break' as const }] : []),
    ...(paragraph.type === 'paragraph' ? paragraph.children : []),
  ]);
  return element('small', { className: ['sidenote'], role: 'note' }, [
    text(`${number} `),
    ...lines,
  ]);
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

/** Markdown has no such element: the type only has to be one that may stand in a line. */
function element(
  hName: string,
  hProperties: Record<string, string | string[]>,
  children: PhrasingContent[],
): PhrasingContent {
  return { type: 'emphasis', data: { hName, hProperties }, children };
}
