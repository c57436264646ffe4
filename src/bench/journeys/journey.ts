import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import type { WorkFile } from '../../marks/index.ts';
import { inFolder, runProgram } from './tools.ts';

/** What becomes of a file on its way, as other people's programs treat it. */
export interface Journey {
  readonly name: string;
  /** @throws MissingTool if this machine lacks the program. */
  travel(file: WorkFile): Promise<WorkFile>;
}

/** @returns the text of a file. */
export function textOf({ name, bytes }: WorkFile): string {
  const text = fromUtf8(bytes);
  if (text === null) throw new Error(`${name}: expected UTF-8`);
  return text;
}

/** @returns a file of text. */
export function textFile(name: string, text: string): WorkFile {
  return { name, bytes: toUtf8(text) };
}

/** A journey from text to text, which keeps the file's name. */
export function rewriting(
  name: string,
  rewrite: (text: string) => string | Promise<string>,
): Journey {
  return {
    name,
    travel: async (file) => textFile(file.name, await rewrite(textOf(file))),
  };
}

/** A journey through a program that reads one file and writes another. */
export function throughProgram(
  name: string,
  [program, ending]: readonly [program: string, ending: string],
  args: (input: string, output: string) => readonly string[],
): Journey {
  return {
    name,
    travel: (file) =>
      inFolder(async (folder) => {
        const input = join(folder, `in.${endingOf(file.name)}`);
        const output = join(folder, `out.${ending}`);
        await writeFile(input, file.bytes);
        await runProgram(program, args(input, output));
        return { name: `out.${ending}`, bytes: new Uint8Array(await readFile(output)) };
      }),
  };
}

/** One journey after the other. */
export function inTurn(name: string, ...journeys: readonly Journey[]): Journey {
  return {
    name,
    async travel(file) {
      let at = file;
      for (const journey of journeys) at = await journey.travel(at);
      return at;
    },
  };
}

/** LibreOffice, which names its output itself. `filter` follows the ending: `docx:MS Word 2007 XML`. */
export function throughOffice(name: string, filter: string, inFilter?: string): Journey {
  const ending = filter.split(':')[0] ?? filter;
  return {
    name,
    travel: (file) =>
      inFolder(async (folder) => {
        const input = join(folder, `in.${endingOf(file.name)}`);
        await writeFile(input, file.bytes);
        await runProgram('soffice', [
          // A profile of its own: another office that is open would take the call.
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          ...(inFilter ? [`--infilter=${inFilter}`] : []),
          ...['--convert-to', filter, '--outdir', join(folder, 'out'), input],
        ]);
        const bytes = await readFile(join(folder, 'out', `in.${ending}`));
        return { name: `out.${ending}`, bytes: new Uint8Array(bytes) };
      }),
  };
}

function endingOf(name: string): string {
  return name.split('.').at(-1) ?? '';
}
