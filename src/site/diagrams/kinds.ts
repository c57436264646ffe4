import { parseMermaid, renderMermaidSVG } from 'beautiful-mermaid';
import type { MermaidGraph } from 'beautiful-mermaid';
import { unshield } from '../../disclosure/diagram-text.ts';
import { classDiagram } from './classes.ts';
import { drawSequence } from './draw-sequence.ts';
import { entityDiagram } from './entities.ts';
import { flowchart } from './flowchart.ts';
import type { DiagramFault } from './grammar.ts';
import { withoutMargin } from './margin.ts';
import { readSequence, sequenceDiagram, sequenceWords } from './sequence.ts';
import { stateDiagram } from './state.ts';

/** A kind of diagram: how it is known, what is wrong with one, and how it is drawn and said. */
interface DiagramKind {
  /** Its first line. */
  readonly header: RegExp;
  fault(source: string): DiagramFault | null;
  /** @returns an SVG that is still to be cleaned. @throws Error where the layout gives up. */
  draw(source: string): string;
  words(source: string): readonly string[];
}

const byLibrary = (source: string) => renderMermaidSVG(source, { transparent: true, padding: 2 });

const KINDS: readonly DiagramKind[] = [
  {
    ...flowchart,
    draw: (source) => byLibrary(flowchart.toSource(source)),
    words: (source) => graphWords(parseMermaid(flowchart.toSource(source))),
  },
  {
    ...stateDiagram,
    draw: (source) => stateDiagram.afterwards(byLibrary(stateDiagram.toSource(source))),
    words: (source) => graphWords(parseMermaid(stateDiagram.toSource(source)), stateDiagram.isNote),
  },
  {
    ...classDiagram,
    draw: (source) =>
      withoutMargin(classDiagram.afterwards(byLibrary(classDiagram.toSource(source)), source)),
  },
  {
    ...entityDiagram,
    draw: (source) => withoutMargin(byLibrary(entityDiagram.toSource(source))),
  },
  {
    ...sequenceDiagram,
    draw: (source) => drawSequence(readSequence(source)),
    words: (source) => sequenceWords(readSequence(source)),
  },
];

const HEADERS =
  '`flowchart LR` (or TD, BT, RL), `sequenceDiagram`, `stateDiagram-v2`, `classDiagram` or `erDiagram`';

/** @returns the kind of a diagram by its first line; null if it is none that is drawn. */
export function kindOf(source: string): DiagramKind | null {
  const [first = ''] = source.split('\n');
  return KINDS.find(({ header }) => header.test(first.trim())) ?? null;
}

/** @returns the first thing in a diagram that would not be drawn; null if all of it would. */
export function diagramFault(source: string): DiagramFault | null {
  const kind = kindOf(source);
  return kind ? kind.fault(source) : { line: 1, message: `expected ${HEADERS} in the first line` };
}

/** What begins and ends a walk through states has no words. */
const ENDS: Readonly<Record<string, string>> = { 'state-start': '●', 'state-end': '◉' };

/** @param isNote - whether a node is no part of the graph, but says something of another. */
function graphWords(
  { nodes, edges, subgraphs }: MermaidGraph,
  isNote: (id: string) => boolean = () => false,
): readonly string[] {
  const label = (id: string) => {
    const node = nodes.get(id);
    const group = subgraphs.find((each) => each.id === id);
    return ENDS[node?.shape ?? ''] ?? oneLine(node?.label ?? group?.label ?? id);
  };
  const connected = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const alone = [...nodes.keys()].filter((node) => !connected.has(node));
  return [
    ...edges.map((edge) => {
      if (isNote(edge.target)) return `${label(edge.source)}: ${label(edge.target)}`;
      const arrow = edge.hasArrowStart ? '↔' : edge.hasArrowEnd ? '→' : '–';
      const said = edge.label ? ` (${oneLine(edge.label)})` : '';
      return `${label(edge.source)} ${arrow} ${label(edge.target)}${said}`;
    }),
    ...alone.map(label),
    ...subgraphs.map(({ label: name, nodeIds }) => {
      const members = nodeIds.filter((id) => !isNote(id)).map(label);
      return `${oneLine(name)}: ${members.join(', ')}`;
    }),
  ];
}

function oneLine(label: string): string {
  return unshield(label).replaceAll(/\s+/g, ' ').trim();
}
