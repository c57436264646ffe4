import { expect, test } from 'vitest';
import { hostHeaders, speculationRules } from './host-headers.ts';

/** As a browser matches: `*` stands for anything. */
function matches(pattern: string, path: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(path);
}

interface Rules {
  readonly prefetch: readonly {
    readonly where: {
      readonly and: readonly [
        { readonly href_matches: string },
        { readonly not: { readonly href_matches: readonly string[] } },
      ];
    };
  }[];
}

test.each([
  ['/', '/about/', true],
  ['/', '/ja/case-studies/a/', true],
  ['/', '/verify/', false],
  ['/', '/verify/?challenge=1', false],
  ['/', '/ja/verify/', false],
  ['/', '/s/abc/', false],
  ['/portfolio/', '/portfolio/ru/talks/', true],
  ['/portfolio/', '/portfolio/verify/', false],
  ['/portfolio/', '/shop/', false],
])('under %s, %s is fetched ahead: %s', (base, path, isAhead) => {
  const { prefetch } = JSON.parse(speculationRules(base)) as Rules;
  const [own, kept] = prefetch[0]?.where.and ?? [];
  const isKept = kept?.not.href_matches.some((pattern) => matches(pattern, path)) ?? false;
  expect(matches(own?.href_matches ?? '', path) && !isKept).toBe(isAhead);
});

test('the headers name paths below the base, and refuse frames everywhere', () => {
  const lines = hostHeaders('/portfolio/').split('\n').filter(Boolean);
  const paths = lines.filter((line) => !line.startsWith('  '));
  expect(paths[0]).toBe('/portfolio/*');
  expect(paths.every((path) => path.startsWith('/portfolio/'))).toBe(true);
  expect(lines[1]).toContain("frame-ancestors 'none'");
  expect(lines.join('\n')).toContain('Speculation-Rules: "/portfolio/speculation-rules.json"');
  expect(lines.join('\n')).not.toContain('unsafe');
});
