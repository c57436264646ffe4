import type { Secret } from '../disclosure/index.ts';
import type { Finding } from '../gate/index.ts';
import type { HashedFile } from './withheld-images.ts';

/** A sealed page that is to be in the release: what it takes to see that it is, and nothing else. */
export interface SealedPage {
  /** Part of its address. */
  readonly id: string;
  /** Sentences of it that must be nowhere in the clear. Private. */
  readonly secrets: readonly string[];
  /** What the ciphertext has to hold. */
  readonly contentSha256: string;
  /** The pictures in it: none of them may lie in the release as it is. */
  readonly pictureSha256: readonly string[];
  /** @returns the SHA-256 of what the ciphertext holds; null if its reader's key does not open it. */
  open(ciphertext: Uint8Array): Promise<string | null>;
}

/** @returns where the ciphertext of a sealed page lies in a release. */
export function sealedFile(id: string): string {
  return `s/${id}/page.age`;
}

const PLACE = /^(?:[a-z]{2}\/)?s\/([^/]+)\/(.+)$/;

/** @returns whether an output file is the ciphertext of a sealed page. */
export function isSealedFile(file: string): boolean {
  const [, id = ''] = PLACE.exec(file) ?? [];
  return file === sealedFile(id);
}

/**
 * Checks that sealed pages are there as ciphertext and in no other way: every one opens with its
 * reader's key and holds what it should, none is there that should not be (expired, taken back,
 * never made), and nothing but its page lies beside it.
 */
export async function sealedFindings(
  files: readonly HashedFile[],
  pages: readonly SealedPage[],
  read: (file: string) => Promise<Uint8Array>,
): Promise<readonly Finding[]> {
  const ids = new Set(pages.map(({ id }) => id));
  const clear = new Set(pages.flatMap(({ pictureSha256 }) => pictureSha256));
  const names = new Set(files.map(({ file }) => file));
  const stray = files.filter(({ file }) => !isExpected(file, ids)).map(({ file }) => file);
  const inTheClear = files.filter(({ sha256 }) => clear.has(sha256)).map(({ file }) => file);
  const broken: string[] = [];
  for (const { id, contentSha256, open } of pages) {
    const file = sealedFile(id);
    const held = names.has(file) ? await open(await read(file)) : null;
    if (held !== contentSha256) broken.push(file);
  }
  return [
    ...stray.map((file) => finding(file, 'sealed-stray')),
    ...inTheClear.map((file) => finding(file, 'sealed-clear')),
    ...broken.map((file) => finding(file, 'sealed-broken')),
  ];
}

function isExpected(file: string, ids: ReadonlySet<string>): boolean {
  const [, id = '', name = ''] = PLACE.exec(file) ?? [];
  if (id === '') return true;
  return ids.has(id) && (name === 'index.html' || file === sealedFile(id));
}

const HINTS = {
  'sealed-stray': 'No share that is open today has it: look into public/s/, and build again.',
  'sealed-clear': 'It is part of a sealed page, and lies there for everybody: take it out.',
  'sealed-broken': 'It is missing, or its reader’s key does not open it: build again.',
} as const;

function finding(file: string, rule: keyof typeof HINTS): Finding {
  const place = { file, path: 'sealed', term: null, snippet: '', offset: null };
  return { ...place, rule, severity: 'error', hint: HINTS[rule] };
}

/** @returns what the gate has to look for outside the ciphertexts. */
export function sealedSecrets(pages: readonly SealedPage[]): readonly Secret[] {
  return pages.flatMap(({ secrets }, page) =>
    secrets.map((text, index) => ({
      id: `sealed-page-${page + 1}/passage-${index + 1}`,
      writings: [text],
      kind: 'title' as const,
      forbidden: 'everywhere' as const,
    })),
  );
}
