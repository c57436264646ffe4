import { build } from 'astro';
import { discardStaging } from '../files/out-folder.ts';
import { tellBuildFailure } from './build-failure.ts';
import { whileBuilding } from './build-lock.ts';
import { ReleaseRefused } from './run-release.ts';

/**
 * Builds the site and releases it, as the environment says.
 *
 * @returns false if the gate refused, after it has printed why; the last release stays then.
 * @throws BrokenInput and what else goes wrong on the way.
 */
export async function buildSite(outDir: string): Promise<boolean> {
  try {
    // Astro's own report would come on top of ours: what goes wrong is thrown as well. Forced,
    // because its content cache may come from another content folder, or another day.
    await whileBuilding(process.cwd(), () => build({ logLevel: 'silent', force: true }));
    return true;
  } catch (error) {
    if (!(error instanceof ReleaseRefused)) throw tellBuildFailure(error);
    console.error(error.message);
    return false;
  } finally {
    await discardStaging(outDir);
  }
}
