import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const here = fileURLToPath(import.meta.url);

/**
 * Lets the content folder live anywhere: a compiled text imports the runtime of its compiler,
 * which a folder outside the project cannot find. What cannot be resolved from there is looked up
 * from here.
 */
export function outsideContent(contentDir: string): Plugin {
  return {
    name: 'colophon:outside-content',
    enforce: 'pre',
    config: () => ({ server: { fs: { allow: [process.cwd(), contentDir] } } }),
    async resolveId(source, importer, options) {
      const isBare = /^[a-z@]/i.test(source);
      if (!isBare || !importer?.startsWith(contentDir)) return null;
      return this.resolve(source, here, { ...options, skipSelf: true });
    },
  };
}
