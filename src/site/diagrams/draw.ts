import { SaxesParser } from 'saxes';
import { unshield } from '../../disclosure/diagram-text.ts';
import { kindOf } from './kinds.ts';

/** A diagram as a page shows it: drawn, and in words. */
export interface DrawnDiagram {
  /** Without a style, a script or a colour of its own. */
  readonly svg: string;
  /** One line a connection, for whoever does not see it. */
  readonly words: readonly string[];
}

/** Letters come out 13 units high: as large as small print, they are 14 pixels. */
const SCALE = 1.125;
/** What the library writes into an entity that has no attributes, in English. */
const NOTHING = '(no attributes)';
/** Ends of lines that the library draws below the boxes they touch. */
const HIDDEN_ENDS = /^cls-(?:composition|aggregation)$/;
const DROPPED = /^(?:style|class$|data-|xmlns$)/;

/** What is said of a diagram that no layout was found for. */
export const NO_LAYOUT = {
  message: 'expected a diagram that can be laid out',
  hint: 'Turn it, such as from `TD` to `LR`, or shorten what its arrows say.',
} as const;

/**
 * Draws a diagram that `diagramFault` finds nothing wrong with.
 *
 * @param id - tells the diagrams of a page apart.
 * @returns null if no layout was found for it.
 */
export function drawDiagram(source: string, id: string): DrawnDiagram | null {
  const kind = kindOf(source);
  const svg = kind && layOut(() => kind.draw(source));
  return kind && svg ? { svg: cleaned(svg, id), words: kind.words(source).map(unshield) } : null;
}

function layOut(draw: () => string): string | null {
  try {
    return draw();
  } catch {
    // What the source says was understood before; the layout has cases in which it gives up.
    return null;
  }
}

/**
 * Copies a drawing without its style sheet, which a policy would refuse and which asks another host
 * for a font, and with ids of its own. Colours stay names of custom properties, for the page to give.
 */
function cleaned(svg: string, id: string): string {
  const parser = new SaxesParser();
  let out = '';
  let inStyle = false;
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'style') inStyle = true;
    else out += `<${name}${attributesOf(name, attributes, id)}>`;
    // The first thing in it names it; the page says how.
    if (name === 'svg') out += `<title id="${id}-title"></title>`;
  });
  parser.on('text', (text) => {
    if (!inStyle && text !== NOTHING) out += escaped(unshield(text.trim() === '' ? '' : text));
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'style') inStyle = false;
    else out += `</${name}>`;
  });
  parser.write(svg).close();
  return out;
}

function attributesOf(name: string, attributes: Readonly<Record<string, string>>, id: string) {
  const shown = HIDDEN_ENDS.test(attributes['id'] ?? '')
    ? { ...attributes, refX: '12' }
    : attributes;
  const kept = Object.entries(shown).filter(([each]) => !DROPPED.test(each));
  const root =
    name === 'svg'
      ? [
          ['role', 'img'],
          ['aria-labelledby', `${id}-title`],
        ]
      : [];
  return [...kept, ...root]
    .map(([each = '', value = '']) => ` ${each}="${escaped(valueOf(name, each, value, id))}"`)
    .join('');
}

function valueOf(element: string, name: string, value: string, id: string): string {
  if (name === 'id') return `${id}-${value}`;
  if (element === 'svg' && (name === 'width' || name === 'height'))
    return String(Math.round(Number(value) * SCALE));
  return value
    .replace(/^url\(#(.+)\)$/, `url(#${id}-$1)`)
    .replaceAll(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
