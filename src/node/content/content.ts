import { formatProblem, publish } from '../../disclosure/index.ts';
import type { Portfolio, PublicPortfolio, Secret, WordingOf } from '../../disclosure/index.ts';
import { BrokenInput } from '../command.ts';
import { readContentFolder } from './content-folder.ts';
import type { Settings } from '../settings.ts';
import { keepUnprinted } from '../unprinted.ts';
import type { ClientLogo } from '../vault/client-logos.ts';
import type { Exception } from '../vault/document.ts';

/** The author's content and what may be public of it. */
export interface Content {
  readonly portfolio: Portfolio;
  readonly published: PublicPortfolio;
  /** Findings of the gate that the author has accepted. */
  readonly exceptions: readonly Exception[];
  /** Logos of clients, whatever may be known of them. */
  readonly logos: readonly ClientLogo[];
  /** What agreements keep confidential that no work of the folder names. */
  readonly terms: readonly Secret[];
}

/**
 * Reads the content folder and decides what is public.
 *
 * @throws BrokenInput with every problem of the folder, one a line.
 */
export async function loadContent({
  contentDir,
  asOf,
  preview,
}: Pick<Settings, 'contentDir' | 'asOf' | 'preview'>): Promise<Content> {
  const read = await readContentFolder(contentDir);
  if (read.portfolio) {
    const published = publish(read.portfolio, asOf, preview);
    const secrets = [...published.secrets, ...read.terms];
    // A slug is how messages name a work to its author.
    keepUnprinted(secrets.filter(({ kind }) => kind !== 'slug'));
    const { portfolio, exceptions, logos, terms } = read;
    return { portfolio, exceptions, logos, terms, published: { ...published, secrets } };
  }
  const { problems } = read;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new BrokenInput([...problems.map(formatProblem), `${count} in the content`].join('\n'));
}

/** @returns the content with the wordings that the author's key picks, where texts offer several. */
export function withWording(
  content: Content,
  { asOf, preview }: Pick<Settings, 'asOf' | 'preview'>,
  wording: WordingOf,
): Content {
  const portfolio = { ...content.portfolio, wording };
  const published = publish(portfolio, asOf, preview);
  const secrets = [...published.secrets, ...content.terms];
  return { ...content, portfolio, published: { ...published, secrets } };
}
