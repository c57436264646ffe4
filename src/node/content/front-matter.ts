import matter from 'gray-matter';
import type { Problem } from '../../disclosure/problem.ts';
import { encodingProblem } from './encoding.ts';
import { readYaml } from './yaml.ts';
import type { YamlSource } from './yaml.ts';

/** An MDX file in its two parts. */
export interface FrontMatter {
  readonly source: YamlSource;
  /** The body behind as many blank lines as stood before it, so that its lines count from the top. */
  readonly body: string;
}

/**
 * Splits an MDX file. Front matter is data, never code: gray-matter would evaluate a `---js`
 * block, so every language but YAML is refused before an engine sees it.
 */
export function readFrontMatter(
  text: string,
  file: string,
): { frontMatter: FrontMatter } | { problems: readonly Problem[] } {
  const problem = encodingProblem(text, file) ?? fenceProblem(text, file);
  if (problem) return { problems: [problem] };
  let yaml = '';
  // An engine of our own: it keeps the text for the reader that knows lines, and parses nothing.
  const keep = (matterText: string) => {
    // It is cut before the last line feed; the return in front of that belongs to no line.
    yaml = matterText.replace(/\r$/, '');
    return {};
  };
  const { content } = matter(text, { engines: { yaml: keep, javascript: refuse, json: refuse } });
  const result = readYaml(yaml, file, 1);
  if ('problems' in result) return result;
  const before = text.length - content.length;
  const lines = text.slice(0, before).split('\n').length - 1;
  return { frontMatter: { source: result.source, body: '\n'.repeat(lines) + content } };
}

function fenceProblem(text: string, file: string): Problem | null {
  const fence = /^\uFEFF?---[ \t]*(?:(\S+)[ \t]*)?\r?\n/.exec(text);
  const place = { file, line: 1, field: null };
  if (!fence)
    return {
      ...place,
      message: 'expected the front matter first, between two lines `---`',
      hint: 'Run `npm run new -- case-study` to see one.',
    };
  const [all, language] = fence;
  if (language !== undefined && !/^ya?ml$/.test(language))
    return {
      ...place,
      message: 'expected front matter in YAML',
      hint: 'Remove what follows `---`.',
    };
  if (/^---/m.test(text.slice(all.length))) return null;
  return {
    ...place,
    message: 'expected a line `---` at the end of the front matter too',
    hint: 'Put it between the last field and the text.',
  };
}

function refuse(): never {
  throw new Error('front matter is data, never code');
}
