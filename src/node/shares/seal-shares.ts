import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { today } from '../../disclosure/index.ts';
import { packSealed } from '../../release/sealed-container.ts';
import type { SealedPage } from '../../release/sealed-pages.ts';
import { sealedFile } from '../../release/sealed-pages.ts';
import { isActive } from '../../schemas/share.ts';
import type { Share } from '../../schemas/share.ts';
import { fontCutter } from '../fonts/font-cutter.ts';
import { sealedFonts } from './sealed-fonts.ts';
import { shareRefusal, sharedContent } from './share-content.ts';
import type { ShareDesk } from './share-content.ts';
import { sha256 } from '../files/sha256.ts';

/**
 * The work factor of scrypt, as a power of two. It slows down who guesses; 160 random bits are not
 * guessed, so the reader need not wait.
 */
const WORK_FACTOR = 10;

/** What becomes of shares on the day the site shows. */
export interface DecidedShares {
  /** Those that are published. */
  readonly open: readonly Share[];
  /** Those that nobody took back and that may not be published, with the reason. */
  readonly leftOut: readonly { readonly id: string; readonly because: string }[];
}

/** Decides about all that nobody took back and that has not run out. */
export function decideShares(
  shares: readonly Share[],
  desk: Pick<ShareDesk, 'content' | 'settings'>,
): DecidedShares {
  const { content, settings } = desk;
  const day = today(settings.asOf, content.portfolio.profile.timezone);
  const decided = shares
    .filter((share) => isActive(share, day))
    .map((share) => ({ share, because: shareRefusal(share, desk) }));
  return {
    open: decided.flatMap(({ share, because }) => (because === null ? [share] : [])),
    leftOut: decided.flatMap(({ share: { id }, because }) =>
      because === null ? [] : [{ id, because }],
    ),
  };
}

/**
 * Writes the ciphertext of every share into a folder that is about to be released. Nothing else of
 * them is ever written to a disk.
 *
 * @param released - the last release: what has not changed keeps its ciphertext, byte for byte.
 */
export async function sealShares(
  shares: readonly Share[],
  desk: ShareDesk,
  { staging, released }: { staging: string; released: string },
): Promise<readonly SealedPage[]> {
  const pages: SealedPage[] = [];
  const { open } = decideShares(shares, desk);
  if (open.length === 0) return [];
  const cutter = await fontCutter({ keeps: false });
  for (const share of open) {
    const made = await sharedContent(share, desk);
    if (made.status === 'refused') continue;
    const { content, secrets } = made;
    const packed = packSealed({ ...content, fonts: await sealedFonts(content, cutter) });
    const file = sealedFile(share.id);
    const kept = await unchanged(join(released, file), packed, share);
    await mkdir(dirname(join(staging, file)), { recursive: true });
    await writeFile(join(staging, file), kept ?? (await encrypt(packed, share)));
    pages.push({
      id: share.id,
      secrets,
      contentSha256: sha256(packed),
      // A file with a name, such as a calendar entry, may lie in public as well.
      pictureSha256: content.files
        .filter(({ name }) => name === null)
        .map(({ bytes }) => sha256(bytes)),
      open: async (bytes) => {
        const opened = await decrypt(bytes, share);
        return opened && sha256(opened);
      },
    });
  }
  return pages;
}

async function encrypt(packed: Uint8Array, { secret }: Share): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(secret);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return encrypter.encrypt(packed);
}

/** @returns null if the secret does not open it, or it was changed. */
async function decrypt(bytes: Uint8Array, { secret }: Share): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(secret);
  return decrypter.decrypt(bytes).catch(() => null);
}

/** Encrypting again would give other bytes, and every release would differ from the last one. */
async function unchanged(
  path: string,
  packed: Uint8Array,
  share: Share,
): Promise<Uint8Array | null> {
  if (!existsSync(path)) return null;
  const bytes = new Uint8Array(await readFile(path));
  const before = await decrypt(bytes, share);
  return before && sha256(before) === sha256(packed) ? bytes : null;
}
