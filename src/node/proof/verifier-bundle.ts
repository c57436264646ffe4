import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';
import { bundle } from '../bundle.ts';
import { keptProgram } from './kept-program.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What runs on verify pages: classic scripts, safe inside a script element. */
export interface PagePrograms {
  /** The sheet: small, and on every page. */
  readonly sheet: string;
  /** What looks at files and proofs: wanted only when there is something to look at. */
  readonly look: string;
}

/** Lives for one process: the sources do not change during a build. */
let page: Promise<PagePrograms> | null = null;

/** @returns the programs of the verify page. A module would not run from a file that somebody saved. */
export function pagePrograms(): Promise<PagePrograms> {
  page ??= makePagePrograms();
  return page;
}

async function makePagePrograms(): Promise<PagePrograms> {
  return {
    // It takes a line or two from large libraries, which are left out but for those lines.
    sheet: await keptProgram('sheet', () => pageProgram('page.ts', { moduleSideEffects: false })),
    look: await keptProgram('look', () => pageProgram('look.ts', {})),
  };
}

async function pageProgram(file: string, treeshake: Rolldown.TreeshakingOptions): Promise<string> {
  const entry = fileOf(`../../components/verify/${file}`);
  const code = await bundle({
    build: {
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'colophonVerify' },
      rolldownOptions: { treeshake, output: { codeSplitting: false } },
    },
  });
  return insideScript(code);
}

/** @returns the verify command as one file that needs nothing but Node. */
export function standaloneVerifier(): Promise<string> {
  return keptProgram('verifier', () =>
    bundle({
      ssr: { noExternal: true, target: 'node' },
      build: { target: 'node20', ssr: fileOf('./standalone-verifier.ts') },
    }),
  );
}

/**
 * Spells what would end the element, or start a state in which it does not end, in another way.
 *
 * @see HTML §4.12.1.3, "Restrictions for contents of script elements".
 */
function insideScript(code: string): string {
  return code.replace(/<(?=!--|\/?script)/gi, '\\x3C');
}
