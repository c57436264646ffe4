import type {} from 'mdast-util-mdx';
import type { Code, Root, RootContent } from 'mdast';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { BrokenInput } from '../node/command.ts';
import { isDiagram } from '../disclosure/index.ts';
import { diagramTitle } from '../site/diagrams/title.ts';
import { NO_LAYOUT, drawDiagram } from '../site/diagrams/draw.ts';
import { diagramFault } from '../site/diagrams/kinds.ts';

/** A remark plugin that draws fences of Mermaid, after what is withheld has been taken out of them. */
export function diagramsPlugin() {
  return (tree: Root, file: VFile) => {
    let count = 0;
    visit(tree, 'code', (node, index, parent) => {
      if (!isDiagram(node) || !parent || index === undefined) return;
      count += 1;
      parent.children[index] = draw(node, count, file.path);
    });
  };
}

/** @throws BrokenInput while somebody writes: what is built was checked with the whole folder. */
function draw(node: Code, number: number, path: string): RootContent {
  const fault = diagramFault(node.value);
  const drawn = fault ? null : drawDiagram(node.value, `diagram-${number}`);
  if (!drawn) {
    const line = (node.position?.start.line ?? 0) + (fault?.line ?? 0);
    throw new BrokenInput(`${path}:${line}: ${fault?.message ?? NO_LAYOUT.message}`);
  }
  const { svg, words } = drawn;
  const attributes = { title: diagramTitle(node) ?? '', svg, words: words.join('\n') };
  return {
    type: 'mdxJsxFlowElement',
    name: 'Diagram',
    attributes: Object.entries(attributes).map(([name, value]) => ({
      type: 'mdxJsxAttribute' as const,
      name,
      value,
    })),
    children: [],
  };
}
