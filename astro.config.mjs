import { defineConfig } from 'astro/config';
import colophon from './src/integrations/colophon.ts';

// Where the site lives stands in content/profile.yaml; what is public, in the content itself.
export default defineConfig({
  integrations: colophon(),
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: true },
  prefetch: false,
});
