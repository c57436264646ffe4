import type { GivenFile } from '../../authorship/index.ts';
import { readPublicDocument } from '../../gate/index.ts';
import { decompress } from '../scan/decompress.ts';
import type { DocumentText } from './verify-command.ts';

/** Documents in which a text travels on: printed, exported, pasted, sent. */
const DOCUMENT = /\.(?:pdf|docx|pptx|odt|odp|epub|rtf|eml|mbox)$/i;

/** Reads the words of documents, in which a copy of a page may have been printed or pasted. */
export async function documentTexts(files: readonly GivenFile[]): Promise<readonly DocumentText[]> {
  const texts: DocumentText[] = [];
  for (const { name, bytes } of files.filter((each) => DOCUMENT.test(each.name))) {
    const document = await readPublicDocument({ path: name, bytes }, decompress);
    const blocks = document?.blocks.filter((block) => block.name !== 'time') ?? [];
    const text = blocks.map((block) => block.text).join('\n\n');
    if (text) texts.push({ document: name, text });
  }
  return texts;
}
