import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps what was read off pictures. */
export interface PictureCache {
  read(picture: Uint8Array): Promise<unknown>;
  write(picture: Uint8Array, value: unknown): Promise<void>;
}

/**
 * A cache that says nothing to whoever lacks the picture: names and keys of its files are derived
 * from the picture's bytes, so that the text of one that is withheld a moment later lies there
 * only for those who have the picture itself. It needs no seed, and serves `scan` as well.
 *
 * @param settings - everything else the result depends on; other settings, other files.
 */
export function pictureCache(folder: string, settings: string): PictureCache {
  const placeOf = (picture: Uint8Array) => {
    const digest = createHash('sha256').update(picture).digest();
    const derive = (use: string) =>
      createHash('sha256')
        .update(`colophon/picture-cache/1/${use}/${settings}\0`)
        .update(digest)
        .digest();
    return { path: join(folder, derive('name').toString('hex')), key: derive('key') };
  };
  return {
    async read(picture) {
      const { path, key } = placeOf(picture);
      return open(await readFile(path).catch(() => null), key);
    },
    async write(picture, value) {
      const { path, key } = placeOf(picture);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${path}.${randomBytes(6).toString('hex')}`;
      await writeFile(temporary, seal(JSON.stringify(value), key), { mode: 0o600 });
      await rename(temporary, path);
    },
  };
}

const [NONCE, TAG] = [12, 16];

function seal(text: string, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @returns null if there is nothing, or if it is damaged: then the picture is read again. */
function open(file: Buffer | null, key: Uint8Array): unknown {
  if (!file || file.length < NONCE + TAG) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(0, NONCE));
    decipher.setAuthTag(file.subarray(NONCE, NONCE + TAG));
    const text = Buffer.concat([decipher.update(file.subarray(NONCE + TAG)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}
