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
import { BrokenInput } from '../command.ts';
import { fontCutter } from '../fonts/font-cutter.ts';
import { sealedFonts } from './sealed-fonts.ts';
import { sharedContent } from './share-content.ts';
import type { ShareDesk } from './share-content.ts';
import { sha256 } from '../files/sha256.ts';

/**
 * The work factor of scrypt, as a power of two. It slows down who guesses; 160 random bits are not
 * guessed, so the reader need not wait.
 */
const WORK_FACTOR = 10;

/** @returns the shares that are published on the day the site shows. */
export function activeShares(
  shares: readonly Share[],
  { content, settings }: Pick<ShareDesk, 'content' | 'settings'>,
): readonly Share[] {
  const day = today(settings.asOf, content.portfolio.profile.timezone);
  return shares.filter((share) => isActive(share, day));
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
  const active = activeShares(shares, desk);
  if (active.length === 0) return [];
  const cutter = await fontCutter({ keeps: false });
  for (const share of active) {
    const made = await sharedContent(share, desk);
    if (made.status === 'refused') throw notAllowed(share, made.because);
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

function notAllowed({ id }: Share, because: string): BrokenInput {
  return new BrokenInput(`share ${id}: ${because}`, {
    hint: `Take it back with \`npm run share -- revoke ${id}\`, or mend the agreement.`,
  });
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
