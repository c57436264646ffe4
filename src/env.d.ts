interface ImportMetaEnv {
  /** The day the site shows, YYYY-MM-DD: never the clock's, so that a build can be repeated. */
  readonly COLOPHON_AS_OF: string;
  /** The language of `/`. */
  readonly COLOPHON_LOCALE: string;
  /** The languages the site is published in, with spaces between them. */
  readonly COLOPHON_LANGUAGES: string;
  /** The fingerprint of the author's key; empty in development, where nothing is signed. */
  readonly COLOPHON_FINGERPRINT: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}

declare module 'virtual:colophon/verify-page' {
  /** Safe inside script elements. */
  const programs: { readonly sheet: string; readonly look: string };
  export default programs;
}
