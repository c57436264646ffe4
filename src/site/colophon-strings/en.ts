import type { ColophonStrings } from './strings.ts';

export const en: ColophonStrings = {
  title: 'Colophon',
  lead: 'A colophon is the note in which a printer says who made the book, and with what. This is that note, and the rules the site keeps.',
  key: 'Key',
  keyText:
    'Everything on this site is signed with one key. Ask for its fingerprint on a way that is not this page, such as a call, and compare.',
  noKey: 'Shown once the site is released.',
  released: 'State of',
  works: 'Works',
  facts: (count, of) => `${count} of ${of} facts shown`,
  documents: 'For programs',
  made: 'How it is made',
  madeText: [
    'The pages are plain files, made once from a folder of texts and served as they are. There is no database, no account and no code of anybody else. Script runs on the search page, on the sheet that checks the authorship, and where a sealed note waits for its phrase.',
    'What an agreement withholds is taken out before a page is made: it is not hidden, blurred or coloured over, it is not there. A bar has one of five widths, chosen by its place on the page.',
  ],
  type: 'Set in',
  typeText:
    'Source Serif 4 by Frank Grießhammer for the text, Martian Mono by Roman Shamin for the labels; Japanese in the Mincho of your own machine. All served from here.',
  gate: 'Before each release',
  gateText: [
    'Every file about to be published is opened as an attacker would open it, pictures, archives and the search index included, and searched for each confidential name and figure in many spellings. If one is found, or a file cannot be read, nothing is released and the last release stays.',
  ],
  marks: 'Marks',
  marksText: [
    'Texts, pictures and some files carry signs of their author that are not seen. They change nothing a reader sees or hears, send nothing, store nothing, and hold no personal data and no name of a client: a mark is a number that only means something to the key.',
    'Whoever has a copy can ask whether it carries one. The sheet that reads them runs in your browser and opens no connection.',
  ],
  marksShow: 'A mark shows',
  marksShowList: [
    'that the text or picture comes from here, or that its maker knew the mark',
    'together with the signed ledger and its time stamp: that it existed by that day',
  ],
  marksShowNot: 'It does not show',
  marksShowNotList: [
    'who owns the rights',
    'that nobody else took part',
    'who made the copy you hold',
  ],
  privacy: 'About you',
  privacyText:
    'No cookies, no counters, no fonts or pictures from elsewhere. What the host writes into its logs is the only trace of your visit.',
};
