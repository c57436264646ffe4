import { toUtf8 } from '../../bytes/utf8.ts';
import type { Evidence } from './inference.ts';
import type { KnownWork } from './known-work.ts';
import { readPublicText } from './public-text.ts';

/** A public work of a client who may be named, for tests. */
export function knownWork(slug: string, more: Partial<KnownWork> = {}): KnownWork {
  return {
    id: slug,
    slug,
    state: 'open',
    client: null,
    labels: [],
    tags: [],
    descriptions: [],
    traits: [],
    withheldText: [],
    wholeText: [],
    withheldImages: [],
    period: { started: '2024-01', ended: '2024-06' },
    privateDays: [],
    publicDays: [],
    ...more,
  };
}

/** A site of a few files, as the release would hand it over, for tests. */
export function evidenceOf(
  files: Readonly<Record<string, string>>,
  works: readonly KnownWork[],
): Evidence {
  return {
    texts: Object.entries(files).flatMap(
      ([path, text]) => readPublicText({ path, bytes: toUtf8(text) }) ?? [],
    ),
    works,
    workAt: (path) => /(?:^|\/)work\/([^/]+)\//.exec(path)?.[1] ?? null,
  };
}
