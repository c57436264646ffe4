import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Content } from '../node/content/content.ts';
import { publishedFiles } from './published-files.ts';

/**
 * In development only: the presenter's view of slides, with the speaker's notes, and the files that
 * a build puts beside the pages of talks.
 *
 * @param load - @returns the content as it is now.
 * @param keepNotes - called if slides may keep what only the speaker may see.
 */
export function talkTools(load: () => Promise<Content>, keepNotes: () => void): AstroIntegration {
  return {
    name: 'colophon:talk-tools',
    hooks: {
      'astro:config:setup'({ command, injectRoute, updateConfig }) {
        if (command !== 'dev') return;
        keepNotes();
        updateConfig({ vite: { plugins: [publishedFiles(load)] } });
        injectRoute({
          pattern: '/[...locale]/talks/[work]/presenter',
          entrypoint: fileURLToPath(
            new URL('../components/presenter/presenter.astro', import.meta.url),
          ),
        });
      },
    },
  };
}
