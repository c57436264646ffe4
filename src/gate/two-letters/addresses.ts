import { isInEncodedData } from '../encoded-data.ts';

/** What stands right before a place and behind it. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

/** Ends of names of hosts, and hardly ever members of programs. */
const HOST = new RegExp(
  '^\\.(?:com|org|net|info|biz|io|ai|eu|de|at|ch|fr|nl|it|es|pl|se|ru|su|рф|by|kz|ua|jp|cn|uk|co\\.(?:uk|jp|in|za)|com\\.\\p{L}{2})' +
    '(?![\\p{L}\\p{N}_(-]|\\.\\p{L})',
  'iu',
);

/** `bp.com`, `www.bp.co.uk`, `jane@bp.com`. */
export function isHost({ before, after }: Sides): boolean {
  return HOST.test(after) && !/[\p{L}\p{N}_$-]$/u.test(before);
}

const RUN = "[\\p{L}\\p{N}/\\\\._~%+@:'-]*";
const RUN_BEFORE = new RegExp(`${RUN}$`, 'u');
const RUN_BEHIND = new RegExp(`^${RUN}`, 'u');
const FILE =
  /\.(?:avif|css|csv|docx?|eps|gif|html?|ics|jpe?g|js|json|mdx?|mov|mp[34]|pdf|png|pptx?|svg|txt|vtt|webm|webp|xlsx?|xml|ya?ml|zip)$/i;
const WINDOWS = /^[A-Z]:\\/i;
/** `a/b` is a fraction, and `e/bp` one of a minified program. */
const WORD = /\p{L}{3}/u;

/** Beside digests, as builds put them into names of files, two letters stand by chance. */
const PART = '(?:\\p{Lu}?\\p{Ll}*|\\p{Lu}+|\\p{N}+)';
const PART_BEFORE = new RegExp(`(?:^|[/\\\\._-])${PART}[/\\\\_-]$|^$`, 'u');
const PART_BEHIND = new RegExp(`^(?:[/\\\\._-]${PART})?(?:$|[/\\\\._-])`, 'u');

/**
 * Tells whether a name is one of the parts of a path or an address.
 *
 * @returns `segment` for all of one, perhaps with the ending of a file; `part` for a part between hyphens.
 */
export function partOfPath(sides: Sides): 'segment' | 'part' | null {
  const [before = ''] = RUN_BEFORE.exec(sides.before) ?? [];
  const [run = ''] = RUN_BEHIND.exec(sides.after) ?? [];
  const after = run.replace(/[.:']+$/, '');
  const path = `${before}-${after}`;
  const isFile = FILE.test(after) && sides.after.charAt(run.length) !== '(';
  if (!isFile && !WINDOWS.test(path) && !path.includes('/')) return null;
  if (!WORD.test(path) || (path.includes('\\') && !WINDOWS.test(path))) return null;
  if (!/(?:^|[/\\_-])$/.test(before) || !/^(?:$|[/\\._-])/.test(after)) return null;
  const text = sides.before + sides.after;
  if (isInEncodedData(text, sides.before.length - 1, sides.before.length + 1)) return null;
  if (/(?:^|[/\\])$/.test(before) && /^(?:$|[/\\]|\.[\p{L}\p{N}]+$)/u.test(after)) return 'segment';
  return PART_BEFORE.test(before) && PART_BEHIND.test(after) ? 'part' : null;
}
