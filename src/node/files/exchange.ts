import { createRequire } from 'node:module';

/**
 * Exchanges two folders in one step of the file system, so that at no moment either name is
 * missing. Node has no such call; Linux (renameat2) and macOS (renamex_np) have.
 *
 * @returns false where the system or this file system cannot do it; nothing has changed then.
 */
export function exchangeFolders(a: string, b: string): boolean {
  try {
    return systemExchange()?.(a, b) === 0;
  } catch {
    // No native call on this platform: the caller has a second way.
    return false;
  }
}

type Exchange = (a: string, b: string) => number;

const AT_FDCWD = -100;
const RENAME_EXCHANGE = 2;
const RENAME_SWAP = 2;

function systemExchange(): Exchange | null {
  // Loaded only when a release is promoted: a broken native module must not stop other commands.
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  if (process.platform === 'linux') {
    const call = koffi
      .load(null)
      .func('int renameat2(int, const char *, int, const char *, unsigned int)');
    return (a, b) => call(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) as number;
  }
  if (process.platform === 'darwin') {
    const call = koffi.load(null).func('int renamex_np(const char *, const char *, unsigned int)');
    return (a, b) => call(a, b, RENAME_SWAP) as number;
  }
  return null;
}
