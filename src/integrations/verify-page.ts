import type { Plugin } from 'vite';
import { pageScript } from '../node/proof/verifier-bundle.ts';

const NAME = 'virtual:colophon/verify-page';

/** Lets the verify page print its whole script inside itself. */
export function verifyPage(): Plugin {
  return {
    name: 'colophon:verify-page',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      return `export default ${JSON.stringify(await pageScript())};`;
    },
  };
}
