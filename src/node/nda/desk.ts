import { existsSync } from 'node:fs';
import { clientText, today } from '../../disclosure/index.ts';
import { deriveKeys } from '../../marks/index.ts';
import { LOCALES } from '../../schemas/locale.ts';
import { PUBLIC_FINDING_KEY } from '../../gate/index.ts';
import type { GateTerm } from '../../gate/index.ts';
import { BrokenInput } from '../command.ts';
import { loadContent } from '../content/content.ts';
import type { Content } from '../content/content.ts';
import { releaseLogFolder } from '../release/log-folder.ts';
import type { ReleaseLog } from '../release/log-folder.ts';
import { findSeed, requireSeed, stateFolder } from '../identity/seed.ts';
import type { Settings } from '../settings.ts';
import { siteAuthors } from '../identity/site-author.ts';
import { evidenceHashes } from '../vault/evidence.ts';
import { openVault, vaultFile } from '../vault/vault.ts';

/** An author's agreements, and all that is known beside them. Private. */
export interface NdaDesk extends Content {
  readonly settings: Settings;
  /** The hashes of letters that lie in the vault; null if there is no vault. */
  readonly evidence: ReadonlySet<string> | null;
  readonly host: string;
  readonly stateDir: string;
  /** The day it is where the author lives. */
  readonly day: string;
}

/** @throws BrokenInput with every problem of the content; VaultError for a vault that stays closed. */
export async function openNdaDesk(settings: Settings): Promise<NdaDesk> {
  const content = await loadContent(settings);
  const { profile } = content.portfolio;
  const host = new URL(profile.site).host;
  const path = vaultFile(settings.contentDir);
  const vault = existsSync(path) ? await openVault(path, { host, env: process.env }) : null;
  return {
    ...content,
    settings,
    evidence: vault && new Set(evidenceHashes(vault.document).values()),
    host,
    stateDir: stateFolder(host, process.env),
    day: today(settings.asOf, profile.timezone),
  };
}

/** @returns the private log of releases. @throws BrokenInput if there is no seed yet. */
export async function openReleaseLog({ portfolio, host, stateDir }: NdaDesk): Promise<ReleaseLog> {
  const { seed } = await requireSeed(host, process.env);
  return {
    folder: releaseLogFolder(stateDir),
    authors: await siteAuthors(portfolio.profile, seed),
  };
}

/** @returns what findings are named with: as the build does, once there is a seed. */
export async function findingKey({ host }: NdaDesk): Promise<Uint8Array> {
  const stored = await findSeed(host, process.env);
  return stored ? deriveKeys(stored.seed).findings : PUBLIC_FINDING_KEY;
}

/** What an audit looks for. */
export interface AuditTerms {
  readonly terms: readonly GateTerm[];
  /** Ids of terms that a page may show today: in a repository they give little away. */
  readonly open: ReadonlySet<string>;
}

/**
 * @param figures - whether to look for figures too: those that a text withholds stand in it, between
 *   tags, because that is where its author wrote them.
 * @returns every name, person, domain and word of every agreement, and the terms of the vault.
 */
export function auditTerms({ portfolio, published }: NdaDesk, figures: boolean): AuditTerms {
  const ofAgreements = published.secrets
    .filter(({ id }) => id.startsWith('vault/') || portfolio.agreements.has(id.split('/')[0] ?? ''))
    .filter(({ kind }) => figures || kind !== 'figure');
  return {
    terms: ofAgreements.map(({ id, writings, kind }) => ({ id, writings, kind })),
    open: new Set(
      ofAgreements.filter(({ forbidden }) => forbidden !== 'everywhere').map(({ id }) => id),
    ),
  };
}

/**
 * Finds an agreement by its id or by a name of its client.
 *
 * @throws BrokenInput if there is none, or more than one.
 */
export function findAgreement({ portfolio }: NdaDesk, wanted: string): string {
  const { agreements } = portfolio;
  if (agreements.has(wanted)) return wanted;
  const same = (name: string) =>
    name.normalize('NFKC').toLowerCase() === wanted.normalize('NFKC').toLowerCase();
  const found = [...agreements.values()].filter(({ client }) =>
    [
      ...LOCALES.flatMap((locale) => clientText({ client }, 'named', locale)),
      ...client.aliases,
    ].some(same),
  );
  if (found.length === 1 && found[0]) return found[0].id;
  throw new BrokenInput(
    found.length === 0
      ? 'report: no agreement has this id or client'
      : 'report: several agreements are with this client',
    {
      hint: `Give the id of one: ${[...(found.length === 0 ? agreements.keys() : found.map(({ id }) => id))].join(', ')}.`,
    },
  );
}
