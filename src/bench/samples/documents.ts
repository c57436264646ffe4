import type { WorkFile } from '../../marks/index.ts';
import { rewriting, throughProgram } from '../journeys/journey.ts';
import type { Journey } from '../journeys/journey.ts';

/** Pages as the browser prints them: PDF files of a real program. */
export async function printedPages(
  pages: readonly WorkFile[],
  printed: Journey,
): Promise<readonly WorkFile[]> {
  return converted(pages, [printed], 'pdf');
}

/**
 * Pages as documents of an office.
 *
 * @throws MissingTool without pandoc.
 */
export async function writtenPages(
  pages: readonly WorkFile[],
  ending: 'docx' | 'pptx',
): Promise<readonly WorkFile[]> {
  const written = throughProgram('written', ['pandoc', ending], (input, output) => [
    ...['--from', 'html', '--output', output],
    input,
  ]);
  const withoutPictures = rewriting('without pictures', (html) =>
    html.replace(/<(?:img|source)\b[^>]*>/g, ''),
  );
  return converted(pages, [withoutPictures, written], ending);
}

async function converted(
  pages: readonly WorkFile[],
  journeys: readonly Journey[],
  ending: string,
): Promise<readonly WorkFile[]> {
  const files: WorkFile[] = [];
  for (const page of pages) {
    let at = page;
    for (const journey of journeys) at = await journey.travel(at);
    files.push({ name: page.name.replace(/\.html$/, `.${ending}`), bytes: at.bytes });
  }
  return files;
}
