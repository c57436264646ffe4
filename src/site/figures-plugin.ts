import type {} from 'mdast-util-mdx';
import type { Image, Paragraph, Root, RootContent } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';

/**
 * A remark plugin that makes a figure of each picture that has a paragraph to itself, and numbers
 * them, so that each can be enlarged by an address of its own on the page. The title of a picture
 * (`![text](a.png "title")`) is its caption.
 */
export function figuresPlugin() {
  return (tree: Root) => {
    let count = 0;
    visit(tree, (node, _index, parent) => {
      // What is painted over already stands in a figure of its own.
      if ('name' in node && node.name === 'RedactedFigure') return SKIP;
      if (node.type !== 'paragraph' || !parent) return undefined;
      const picture = onlyPicture(node);
      if (!picture) return undefined;
      count += 1;
      write(node, 'figure', { className: 'figure' });
      write(picture, null, { figure: String(count), ...captionOf(picture) });
      return SKIP;
    });
    numberComparisons(tree);
  };
}

function onlyPicture({ children }: Paragraph): Image | null {
  const [first, ...rest] = children.filter((child) => child.type !== 'text' || child.value.trim());
  return first?.type === 'image' && rest.length === 0 ? first : null;
}

function captionOf({ title }: Image): Readonly<Record<string, string>> {
  return title ? { caption: title } : {};
}

/** The two choices of a comparison belong together by a name that no other one on the page has. */
function numberComparisons(tree: Root): void {
  let count = 0;
  visit(tree, 'mdxJsxFlowElement', (element) => {
    if (element.name !== 'Compare') return;
    count += 1;
    element.attributes.push({ type: 'mdxJsxAttribute', name: 'number', value: String(count) });
  });
}

function write(
  node: RootContent,
  hName: string | null,
  hProperties: Readonly<Record<string, string>>,
): void {
  Object.assign(node, { data: { ...node.data, ...(hName && { hName }), hProperties } });
}
