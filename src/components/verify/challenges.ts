// A proof link opens in a new tab, so what was asked is kept between tabs, on this machine alone.

const KEY = 'colophon-challenge';
/** As long as a proof counts as fresh. */
const MAX_AGE_MS = 7 * 86_400_000;

interface Kept {
  readonly text: string;
  readonly at: number;
}

/** Keeps the challenge that was made last. */
export function rememberChallenge(text: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ text, at: Date.now() } satisfies Kept));
  } catch {
    // A browser may forbid storage; then the doubter types the challenge again.
    return;
  }
}

/** @returns the challenge that was made last in this browser; null if there is none, or an old one. */
export function lastChallenge(): string | null {
  const kept = read();
  return kept && Date.now() - kept.at < MAX_AGE_MS ? kept.text : null;
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
    return typeof kept?.text === 'string' && typeof kept.at === 'number'
      ? { text: kept.text, at: kept.at }
      : null;
  } catch {
    return null;
  }
}
