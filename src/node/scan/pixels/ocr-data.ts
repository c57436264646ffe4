import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from '../../../gate/index.ts';

/** A model of Tesseract, and where its file is. */
export interface OcrModel {
  /** Tesseract's name for it. */
  readonly code: 'eng' | 'jpn' | 'jpn_vert' | 'rus';
  readonly folder: string;
  readonly isZipped: boolean;
}

/** Where systems and their packages put Tesseract's data; no npm package has the Russian one. */
const SYSTEM_FOLDERS = [
  '/usr/share/tesseract-ocr/5/tessdata',
  '/usr/share/tesseract-ocr/4.00/tessdata',
  '/usr/share/tessdata',
  '/usr/local/share/tessdata',
  '/opt/homebrew/share/tessdata',
];

/** @returns the model that reads a script; null if this machine has none. */
export function modelFor(script: Script | 'vertical', env: NodeJS.ProcessEnv): OcrModel | null {
  switch (script) {
    case 'latin':
      return packaged('eng');
    case 'japanese':
      return packaged('jpn');
    case 'vertical':
      return packaged('jpn_vert');
    case 'cyrillic':
      return onSystem('rus', env);
  }
}

function packaged(code: 'eng' | 'jpn' | 'jpn_vert'): OcrModel {
  const home = dirname(fileURLToPath(import.meta.resolve(`@tesseract.js-data/${code}`)));
  return { code, folder: join(home, '4.0.0_best_int'), isZipped: true };
}

function onSystem(code: 'rus', env: NodeJS.ProcessEnv): OcrModel | null {
  const given = env['TESSDATA_PREFIX'];
  const folders = given ? [given, join(given, 'tessdata')] : SYSTEM_FOLDERS;
  const folder = folders.find((each) => existsSync(join(each, `${code}.traineddata`)));
  return folder === undefined ? null : { code, folder, isZipped: false };
}

/** What to say of scripts that terms are in and pictures cannot be searched for. */
export function missingNote(missing: readonly Script[]): string | null {
  if (!missing.includes('cyrillic')) return null;
  return 'Russian in pictures is not read: install tesseract-ocr-rus, or point TESSDATA_PREFIX at rus.traineddata';
}
