import { escapeHtml } from '../bytes/escape-html.ts';
import type { Cue } from '../schemas/public.ts';
import type { SiteContext } from './context.ts';
import { fileHref } from './context.ts';
import { hostOf } from './deliveries.ts';
import { TALK_STRINGS } from './talk-strings.ts';

/** @returns the media type of a recording by its name. */
export function videoType(file: string): string {
  return file.endsWith('.mp4') ? 'video/mp4' : 'video/webm';
}

/** Where the page in a frame gets the letters of the page around it, once a release has cut them. */
export const FRAME_FONTS_PLACE = '<meta name="colophon-fonts">';

/** What stands in the frame of a hosted player until somebody wants to see it. */
export interface EmbedParts {
  /** The address of the player. */
  readonly embed: string;
  /** The address of a picture of the site's own. */
  readonly poster: string;
  readonly site: SiteContext;
}

/**
 * Makes the page that a frame holds instead of the player: a link over a picture. Whoever follows it
 * turns the frame itself into the player, so that nothing is asked of the host before, and no
 * script is needed. A frame's own page is bound by the policy of the page around it.
 */
export function embedPage({ embed, poster, site }: EmbedParts): string {
  const host = hostOf(embed);
  const words = TALK_STRINGS[site.locale].embedLoad(host);
  // A name with a hyphen in it is not torn apart there.
  const inPieces = escapeHtml(words).replace(escapeHtml(host), (name) => `<b>${name}</b>`);
  return [
    `<!doctype html><html lang="${site.locale}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(words)}</title>`,
    `${FRAME_FONTS_PLACE}<link rel="stylesheet" href="${escapeHtml(fileHref(site, 'embed.css'))}"></head>`,
    `<body><a href="${escapeHtml(embed)}" rel="noreferrer"><img src="${escapeHtml(poster)}" alt="">`,
    `<span>${inPieces}</span></a></body></html>`,
  ].join('');
}

/** A minute of a transcript, for the eye and for links to it. */
export interface TranscriptMinute {
  /** In seconds. */
  readonly start: number;
  readonly cues: readonly Cue[];
}

/** Groups the lines of a transcript by the minute in which they begin. */
export function minutesOf(cues: readonly Cue[]): readonly TranscriptMinute[] {
  const minutes = Map.groupBy(cues, ({ start }) => Math.floor(start / 60));
  return [...minutes].map(([minute, own]) => ({ start: minute * 60, cues: own }));
}
