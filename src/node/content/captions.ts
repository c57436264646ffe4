import webvtt from 'webvtt-parser';
import entities from 'webvtt-parser/html-entities.json' with { type: 'json' };
import type { CueNode } from 'webvtt-parser';
import type { Problem } from '../../disclosure/problem.ts';
import type { Cue } from '../../schemas/public.ts';
import { encodingProblem } from './encoding.ts';

/**
 * Reads captions as the lines of a transcript.
 *
 * @param file - as messages print it.
 * @see WebVTT, https://www.w3.org/TR/webvtt1/
 */
export function readCaptions(
  text: string,
  file: string,
): { readonly cues: readonly Cue[] } | { readonly problems: readonly Problem[] } {
  const misread = encodingProblem(text, file);
  if (misread) return { problems: [misread] };
  const { cues, errors } = new webvtt.WebVTTParser(entities).parse(
    text,
    'subtitles/captions/descriptions',
  );
  if (errors.length > 0) return { problems: errors.map((error) => toProblem(error, file)) };
  return {
    cues: cues.map(({ startTime, tree }) => ({
      start: startTime,
      speaker: speakerOf(tree),
      text: wordsOf(tree).replace(/\s+/g, ' ').trim(),
    })),
  };
}

function toProblem({ message, line }: { message: string; line: number }, file: string): Problem {
  const said = message.replace(/\.$/, '');
  return { file, line, field: null, message: said.charAt(0).toLowerCase() + said.slice(1) };
}

function speakerOf({ name, value, children = [] }: CueNode): string | null {
  if (name === 'v') return value?.trim() ?? null;
  return children.map(speakerOf).find((speaker) => speaker !== null) ?? null;
}

function wordsOf({ type, value, children = [] }: CueNode): string {
  return type === 'text' ? (value ?? '') : children.map(wordsOf).join('');
}
