import type { Locale } from './locale.ts';
import { SKELETON_WORDS } from './skeleton-words.ts';

/** What `npm run new` can write. */
export const SKELETONS = ['profile', 'case-study', 'talk', 'agreement'] as const;
export type Skeleton = (typeof SKELETONS)[number];

/** What a skeleton is filled with. */
export interface SkeletonParts {
  readonly slug: string;
  readonly lang: Locale;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The author's, such as Europe/Berlin. */
  readonly timezone: string;
  /** A phrase for an egg, newly drawn. */
  readonly phrase: string;
}

/**
 * A first version of a file that passes every check. A work publishes nothing: it starts sealed, and
 * the author opens it.
 */
export function skeleton(kind: Skeleton, parts: SkeletonParts): string {
  switch (kind) {
    case 'profile':
      return profile(parts);
    case 'case-study':
      return caseStudy(parts);
    case 'talk':
      return talk(parts);
    case 'agreement':
      return agreement(parts);
  }
}

function profile({ lang, timezone }: SkeletonParts): string {
  const { name, tagline, about, location } = SKELETON_WORDS[lang];
  return `# Everything in this file is public.
name: { ${lang}: "${name}" }
tagline: { ${lang}: "${tagline}" }
about:
  ${lang}: |
    ${about[0]}

    ${about[1]}
# Where the site will be served. Keys and proofs are bound to this address.
site: https://example.com
# The sub-path it is served under, such as /portfolio
# base: /portfolio
locale: ${lang}
# The languages it is published in. Add en, ja or ru as you write in them.
languages: [${lang}]
email: you@example.com
timezone: ${timezone}
# location: { ${lang}: "${location}" }
# links:
#   - { label: Code, url: 'https://code.example.com/' }
`;
}

function caseStudy({ slug, lang, today, phrase }: SkeletonParts): string {
  const words = SKELETON_WORDS[lang];
  const [decisions, columns, row] = words.decisions;
  const toRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `---
lang: ${lang}
title: "${words.title(slug)}"
summary: "${words.summary(slug)}"
outcome: "${words.outcome(slug)}"
role: ${words.role}
sector: ${words.sector}

# The NDA flag: false, or the id of a file in agreements/ (or a list of ids). It has no default.
nda: false
# The most you want shown: sealed, anonymous, named or full. Agreements can only lower it.
disclosure: sealed

started: ${today.slice(0, 7)}
tags: []

# A visitor who types the phrase reads the statement. Choose another phrase only if it is as random.
eggs:
  - id: ${slug}
    phrase: ${phrase}
    statement: "${words.statement}"
---

## ${words.problem[0]}

${words.problem[1]}

## ${decisions}

${toRow(columns)}
| --- | --- | --- | --- |
${toRow(row)}

## ${words.result[0]}

${words.result[1]} <Withheld reason="F">38 %</Withheld>.

<EasterEgg id="${slug}" />
`;
}

function talk({ slug, lang, today }: SkeletonParts): string {
  const words = SKELETON_WORDS[lang];
  return `---
lang: ${lang}
title: "${words.title(slug)}"
summary: "${words.talkSummary(slug)}"
audience: "${words.audience(slug)}"
nda: false
disclosure: sealed
tags: []
deliveries:
  - id: first
    event: { name: "${words.event}" }
    status: scheduled
    starts: ${Number(today.slice(0, 4)) + 1}-05-20T10:30
    timezone: Europe/Berlin
    minutes: 40
    language: ${lang}
    place: { venue: "${words.venue}", city: Berlin, country: DE }
---

## ${words.abstract[0]}

${words.abstract[1]}
`;
}

function agreement({ slug, lang, today, timezone }: SkeletonParts): string {
  const { clientName, clientDescription } = SKELETON_WORDS[lang];
  return `# Nothing in this file is published as such. Keep the folder out of public repositories.
id: ${slug}
client:
  name: { ${lang}: "${clientName(slug)}" }
  # Tickers, product names, former and short names: everything the gate shall search for beside the name.
  aliases: []
  description: { ${lang}: "${clientDescription}" }
  domains: []
  # Pictures of logos, beside this file: the gate looks for them in every picture.
  # logos: [logo.svg]
  people: []
terms: []
signed: ${today}
timezone: ${timezone}
# From which day on how much may be public. Before the first step everything is sealed.
schedule:
  - { from: ${today}, level: sealed, consent: not-required }
# What may be shown below \`full\`: F figures, S screens, P persons.
permits: []
consents: []
# When to call the client again, for \`npm run nda\`: { on: YYYY-MM-DD, everyMonths: 6 }
# followUp: { on: ${today}, everyMonths: 6 }
`;
}
