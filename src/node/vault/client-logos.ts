import type { Problem } from '../../disclosure/problem.ts';
import type { Logo } from '../../gate/index.ts';
import type { Agreement } from '../../schemas/agreement.ts';
import { BrokenInput } from '../command.ts';
import { readLogo } from '../scan/pixels/logo-file.ts';

/** A client's logo, which the gate looks for in pictures while the client has no name in public. */
export interface ClientLogo {
  /** The id of the agreement. */
  readonly agreement: string;
  readonly logo: Logo;
}

/** Where the files lie that agreements name, and what to say if one is not there. */
export interface LogoStore {
  read(file: string): Uint8Array | undefined;
  readonly missing: Pick<Problem, 'message' | 'hint'>;
}

/**
 * Opens the logos that an agreement names. No message prints a file's name: it may be the client's.
 *
 * @param file - what messages call the agreement.
 */
export async function readClientLogos(
  { id, client }: Agreement,
  file: string,
  store: LogoStore,
): Promise<{ readonly logos: readonly ClientLogo[]; readonly problems: readonly Problem[] }> {
  const logos: ClientLogo[] = [];
  const problems: Problem[] = [];
  for (const [index, name] of client.logos.entries()) {
    const place = { file, line: null, field: `client.logos.${index}` };
    const picture = store.read(name);
    const logo = picture ? await openLogo(`${id}/logo-${index + 1}`, picture) : store.missing;
    if ('message' in logo) problems.push({ ...place, ...logo });
    else logos.push({ agreement: id, logo });
  }
  return { logos, problems };
}

async function openLogo(
  term: string,
  picture: Uint8Array,
): Promise<Logo | Pick<Problem, 'message' | 'hint'>> {
  try {
    return await readLogo(term, picture);
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    const { message, hint } = error;
    return { message, ...(hint && { hint }) };
  }
}
