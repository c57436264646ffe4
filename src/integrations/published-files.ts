import { createReadStream } from 'node:fs';
import type { Plugin } from 'vite';
import type { Content } from '../node/content/content.ts';

const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  vtt: 'text/vtt; charset=utf-8',
  webm: 'video/webm',
};

/** In development: answers with the files that a build puts beside the pages. */
export function publishedFiles(load: () => Promise<Content>): Plugin {
  return {
    name: 'colophon:published-files',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        void load().then(({ published }) => {
          const found = published.files.find(({ to }) => path.endsWith(`/${to}`));
          if (!found) return next();
          const type = TYPES[found.to.slice(found.to.lastIndexOf('.') + 1)];
          response.setHeader('content-type', type ?? 'application/octet-stream');
          createReadStream(found.from).pipe(response);
        }, next);
      });
    },
  };
}
