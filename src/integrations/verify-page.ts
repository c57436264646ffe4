import type { Plugin } from 'vite';
import { pagePrograms } from '../node/proof/verifier-bundle.ts';

const NAME = 'virtual:colophon/verify-page';

/** Lets the verify page print its programs inside itself; a release takes the large one out. */
export function verifyPage(): Plugin {
  return {
    name: 'colophon:verify-page',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      return `export default ${JSON.stringify(await pagePrograms())};`;
    },
  };
}
