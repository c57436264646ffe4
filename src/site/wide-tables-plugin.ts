import type { AlignType, Root, Table, TableCell, TableRow } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** From so many columns of words on, a phone shows each row as a list. */
const STACKED = 4;

/**
 * A remark plugin that tells each cell of a wide table the name of its column, so that a narrow
 * screen can show the rows one below the other. Tables of numbers are read across: they only scroll.
 * Numbers stand at the end of their column by a class: the attribute Markdown writes is obsolete.
 */
export function wideTablesPlugin() {
  return (tree: Root) => {
    visit(tree, 'table', (table) => {
      const names = isStacked(table) ? columnNames(table) : [];
      if (names.length > 0) write(table, { 'data-stacked': '' });
      for (const [index, row] of table.children.entries())
        writeCells(row, index === 0 ? [] : names, table.align ?? []);
      // Not an empty list: as many cells are written as it is long.
      table.align = null;
    });
  };
}

function isStacked({ align, children }: Table): boolean {
  const isNumeric = align?.some((each) => each === 'right') ?? false;
  return !isNumeric && (children[0]?.children.length ?? 0) >= STACKED;
}

function columnNames({ children }: Table): readonly string[] {
  return children[0]?.children.map((cell) => toString(cell).trim()) ?? [];
}

const CLASSES: Readonly<Record<string, string>> = { right: 'to-end', center: 'to-middle' };

function writeCells(row: TableRow, names: readonly string[], align: readonly AlignType[]): void {
  for (const [index, cell] of row.children.entries()) {
    const [name, className] = [names[index], CLASSES[align[index] ?? '']];
    write(cell, {
      ...(name !== undefined && { 'data-column': name }),
      ...(className && { className }),
    });
  }
}

/** Attributes for the element that a node becomes. */
function write(node: Table | TableCell, hProperties: Readonly<Record<string, string>>): void {
  Object.assign(node, { data: { ...node.data, hProperties } });
}
