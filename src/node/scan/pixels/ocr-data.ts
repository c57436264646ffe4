import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from '../../../gate/index.ts';

/** A model of Tesseract, and where its file is. */
export interface OcrModel {
  /** Tesseract's name for it. */
  readonly code: string;
  readonly folder: string;
}

// No package has the Russian model. The Kyrgyz one knows all letters of Russian and many of its words,
// and hardly reads worse; the Kazakh, Bulgarian, Ukrainian and Mongolian ones do.
const CODES = { latin: 'eng', japanese: 'jpn', vertical: 'jpn_vert', cyrillic: 'kir' } as const;

/** @returns the model that reads a script. */
export function modelFor(script: Script | 'vertical'): OcrModel {
  const code = CODES[script];
  const home = dirname(fileURLToPath(import.meta.resolve(`@tesseract.js-data/${code}`)));
  return { code, folder: join(home, '4.0.0_best_int') };
}
