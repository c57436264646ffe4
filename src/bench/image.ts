import { openCorpus } from './pictures/corpus.ts';
import { measure } from './pictures/measure.ts';
import type { Measured } from './pictures/measure.ts';
import type { Part } from './pictures/packages.ts';
import { renderReport } from './pictures/report.ts';
import { openResults } from './pictures/results.ts';

/**
 * Measures the marks in pictures. What was measured before with the same code is not measured again.
 *
 * @param part - figures to be told are those of the reporting part.
 * @param most - so many pictures of each kind at most; all, if left out.
 * @returns a page of Markdown.
 */
export async function image(part: Part, most = Infinity): Promise<string> {
  const log = (line: string) => console.error(line);
  const all = (await openCorpus(log)).filter((each) => each.part === part);
  const wanted = all.filter(
    (each, at) => all.slice(0, at).filter(({ kind }) => kind === each.kind).length < most,
  );
  const results = await openResults();
  const measured: Measured[] = [];
  for (const [number, picture] of wanted.entries()) {
    const known = results.known.get(picture.name);
    const result = known ?? (await measure(picture));
    if (!known) await results.add(result);
    measured.push(result);
    const lost = Object.entries(result.attacks).filter(([, { blind }]) => blind !== 'back');
    const names = lost.map(([name]) => name).join(', ');
    log(`${number + 1}/${wanted.length} ${picture.name}${names && `: lost ${names}`}`);
  }
  return renderReport(measured, all.length);
}
