import { createAuthor, markSharedText, shareMark } from '../../authorship/index.ts';
import { toHex } from '../../bytes/hex.ts';
import { decideShare, offeredWordings, toSharedStudy } from '../../disclosure/index.ts';
import {
  ACCEPTED_CHANCE,
  carriers,
  judgeWordings,
  openCopy,
  wordingPicker,
} from '../../marks/index.ts';
import type { HiddenMark, WordingPlace, WorkFile } from '../../marks/index.ts';
import { loadContent } from '../../node/content/content.ts';
import { LOCALES } from '../../schemas/locale.ts';
import { sealedStudyHtml } from '../../site/sealed-study.ts';
import { textFile, textOf } from '../journeys/journey.ts';
import type { Arrival, Column } from '../survival.ts';

const WORK = 'hidden-in-plain-text';
const READERS = ['Jo', 'Kim'];

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada Example',
  site: 'https://ada.example/',
});
const marks: readonly HiddenMark[] = READERS.map((id) => shareMark({ id }, author));

/** One reader's copy of a text. */
interface Copy {
  readonly page: WorkFile;
  readonly mark: HiddenMark;
  readonly places: readonly WordingPlace[];
}

/**
 * Copies as readers of a sealed page get them, each with wordings of its own and with invisible
 * characters.
 *
 * @param contentDir - of the sample.
 */
export async function wordingColumns(contentDir: string): Promise<readonly Column[]> {
  const copies = await sharedCopies(contentDir);
  return [
    column('text', copies, readText),
    column('wording', copies, (text, copy) => readWordings(text, copy, ACCEPTED_CHANCE)),
    column('wording, at 10⁻³', copies, (text, copy) => readWordings(text, copy, 1e-3)),
  ];
}

function column(
  name: string,
  copies: readonly Copy[],
  read: (text: string, copy: Copy) => Arrival,
): Column {
  return {
    name,
    samples: copies.map((copy) => ({
      name: copy.page.name,
      files: [copy.page],
      read: async ([file]) => (file ? read(textOf(file), copy) : 'lost'),
    })),
  };
}

function readText(text: string, { mark }: Copy): Arrival {
  const reading = carriers.text.read(text, mark.key);
  if (reading.status !== 'marked') return 'lost';
  return reading.sightings.every(({ id }) => toHex(id) === toHex(mark.id)) ? 'back' : 'wrong';
}

/** Looks for every reader; the chance counts them. */
function readWordings(text: string, { mark, places }: Copy, limit: number): Arrival {
  const seen = openCopy(text).read(places);
  const told = marks.filter((each) => judgeWordings(seen, each).chance * marks.length <= limit);
  // A likely chance comes now and then: that is no mark which nobody put there.
  const isWrong = limit <= ACCEPTED_CHANCE && told.some((each) => each !== mark);
  if (isWrong) return 'wrong';
  return told.includes(mark) ? 'back' : 'lost';
}

async function sharedCopies(contentDir: string): Promise<readonly Copy[]> {
  const asOf = { instant: new Date() };
  const { portfolio } = await loadContent({ contentDir, asOf, preview: null });
  const source = portfolio.studies.find(({ work }) => work === WORK);
  if (!source) throw new Error(`expected ${WORK}`);
  const decided = decideShare(source, portfolio, asOf);
  if (decided.status !== 'allowed') throw new Error(decided.because);
  const copies = LOCALES.flatMap((lang) =>
    marks.map(async (mark, reader): Promise<Copy> => {
      const wording = () => wordingPicker(mark);
      const study = toSharedStudy(source, lang, { ...decided.decision, wording });
      const { html } = await sealedStudyHtml(study.data, study.body, lang);
      const page = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${WORK}</title></head><body>${html}</body></html>`;
      const body = source.texts.get(lang)?.body;
      return {
        page: textFile(`${lang}-${reader + 1}.html`, await markSharedText(page, mark)),
        mark,
        places: body ? offeredWordings(body).map(({ place }) => place) : [],
      };
    }),
  );
  return Promise.all(copies);
}
