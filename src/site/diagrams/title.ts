import type { Code } from 'mdast';
import { unshield } from '../../disclosure/diagram-text.ts';

/** @returns what a diagram is called, from ```` ```mermaid title="…" ````; null if it is not. */
export function diagramTitle({ meta }: Code): string | null {
  const title = /(?:^|\s)title="([^"]*)"(?:\s|$)/.exec(meta ?? '')?.[1]?.trim();
  return title ? unshield(title) : null;
}
