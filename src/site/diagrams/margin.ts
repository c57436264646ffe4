/** What the library leaves on each side of classes and entities, in units of the drawing. */
const MARGIN = 40;
/** What is left of it: lines are wider than their places. */
const KEPT = 2;

const SIZE = /viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"/;
const ACROSS = /\s(?:x|x1|x2|cx)="(-?[\d.]+)"/g;
const DOWN = /\s(?:y|y1|y2|cy)="(-?[\d.]+)"/g;
const POINTS = /\spoints="([^"]*)"/g;

/**
 * Takes the margin off a drawing of the library: beside words, it begins where they do.
 *
 * @returns the drawing as it was if anything of it lies in the margin.
 */
export function withoutMargin(svg: string): string {
  const [size, width, height] = SIZE.exec(svg) ?? [];
  if (size === undefined) return svg;
  const cut = MARGIN - KEPT;
  const [across, down] = [Number(width) - cut, Number(height) - cut];
  // Ends of lines are drawn once, around a place of their own.
  const drawn = svg.replace(/<defs>[\s\S]*?<\/defs>/g, '');
  const points = [...drawn.matchAll(POINTS)].flatMap(([, list = '']) =>
    list.split(' ').map((point) => point.split(',').map(Number)),
  );
  const isWithin = (values: readonly number[], end: number) =>
    values.every((value) => value >= cut && value <= end);
  const xs = [...numbers(drawn, ACROSS), ...points.map(([x]) => x ?? NaN)];
  const ys = [...numbers(drawn, DOWN), ...points.map(([, y]) => y ?? NaN)];
  if (!isWithin(xs, across) || !isWithin(ys, down)) return svg;
  const [w, h] = [across - cut, down - cut];
  return svg.replace(size, `viewBox="${cut} ${cut} ${w} ${h}" width="${w}" height="${h}"`);
}

function numbers(svg: string, pattern: RegExp): readonly number[] {
  return [...svg.matchAll(pattern)].map(([, value]) => Number(value));
}
