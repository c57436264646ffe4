import { formatProblem, publish } from '../../disclosure/index.ts';
import type { Portfolio, PublicPortfolio } from '../../disclosure/index.ts';
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
}

/**
 * Reads the content folder and decides what is public.
 *
 * @throws BrokenInput with every problem of the folder, one a line.
 */
export async function loadContent({ contentDir, asOf, preview }: Settings): Promise<Content> {
  const read = await readContentFolder(contentDir);
  if (read.portfolio) {
    const published = publish(read.portfolio, asOf, preview);
    const secrets = [...published.secrets, ...read.terms];
    // A slug is how messages name a work to its author.
    keepUnprinted(secrets.filter(({ kind }) => kind !== 'slug'));
    const { portfolio, exceptions, logos } = read;
    return { portfolio, exceptions, logos, published: { ...published, secrets } };
  }
  const { problems } = read;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new BrokenInput([...problems.map(formatProblem), `${count} in the content`].join('\n'));
}
