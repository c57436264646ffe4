import type { Locale } from './locale.ts';

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
  return `# Everything in this file is public.
name: { ${lang}: "Your name" }
tagline: { ${lang}: "What you do, in a line" }
about:
  ${lang}: |
    Two or three sentences about you.

    An empty line begins a new paragraph.
# Where the site will be served. Keys and proofs are bound to this address.
site: https://example.com
# The sub-path it is served under, such as /portfolio
# base: /portfolio
locale: ${lang}
# The languages it is published in. Add en, ja or ru as you write in them.
languages: [${lang}]
email: you@example.com
timezone: ${timezone}
# location: { ${lang}: "Helsinki, Finland" }
# links:
#   - { label: Code, url: 'https://code.example.com/' }
`;
}

function caseStudy({ slug, lang, today, phrase }: SkeletonParts): string {
  return `---
lang: ${lang}
title: "Working title of ${slug}"
summary: "What ${slug} was about, in one or two sentences."
outcome: "What came of ${slug}, as one sentence."
role: Lead engineer
sector: Logistics

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
    statement: "I made this."
---

## The problem

What was wrong, for whom, and how much it cost. Name the client as \`<Client />\`: it becomes a name or
a description, by level.

## Decisions

| Decision | Picked | Rejected | Why |
| --- | --- | --- | --- |
| What had to be decided | This | That | Because |

## Outcome

What changed. A figure the agreement withholds goes between tags: <Withheld reason="F">38 %</Withheld>.

<EasterEgg id="${slug}" />
`;
}

function talk({ slug, lang, today }: SkeletonParts): string {
  return `---
lang: ${lang}
title: "Working title of ${slug}"
summary: "What the audience of ${slug} takes away, in one or two sentences."
audience: "Who ${slug} is for."
nda: false
disclosure: sealed
tags: []
deliveries:
  - id: first
    event: { name: "Name of the conference" }
    status: scheduled
    starts: ${Number(today.slice(0, 4)) + 1}-05-20T10:30
    timezone: Europe/Berlin
    minutes: 40
    language: ${lang}
    place: { venue: "Name of the hall", city: Berlin, country: DE }
---

## What it is about

An abstract of a few sentences.
`;
}

function agreement({ slug, lang, today, timezone }: SkeletonParts): string {
  return `# Nothing in this file is published as such. Keep the folder out of public repositories.
id: ${slug}
client:
  name: { ${lang}: "Clientname of ${slug}" }
  # Tickers, product names, former and short names: everything the gate shall search for beside the name.
  aliases: []
  description: { ${lang}: "a client in logistics" }
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
