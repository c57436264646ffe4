/** `error` stops a release; `warning` is shown, and stops nothing. */
export type Severity = 'error' | 'warning';

/** What a rule is about, for whoever sees one of its findings for the first time. */
export interface Rule {
  /** What most findings of this rule are; a weak one may be a warning where this says `error`. */
  readonly severity: Severity;
  /** What was found, as a noun phrase. */
  readonly title: string;
  /** Why that matters, and what to do about it. */
  readonly help: string;
}

const error = (title: string, help: string): Rule => ({ severity: 'error', title, help });
const warning = (title: string, help: string): Rule => ({ severity: 'warning', title, help });

/** Every rule there is. Ids are written into reports and exceptions: never renamed, never reused. */
export const RULES = {
  'confidential-term': error(
    'A confidential term',
    'Something an agreement keeps confidential can be read in the file, in some writing and at any depth. The way in says where: unpack or decode the file along it. Take the term out of the source, or give the work a level that allows it.',
  ),
  'possible-term': {
    severity: 'warning',
    title: 'What may be a confidential term',
    help: 'Something much like a term: with initials, in another order, with one letter changed, split by a space, or as a part of a compound. Look at it. If it is the term, take it out.',
  },
  'unreadable-file': error(
    'A file the gate cannot read',
    'What cannot be read cannot be searched: an unknown format, an encrypted or damaged file, or one that unfolds without end. Publish it in a format the gate reads, or leave it out.',
  ),
  'stray-file': error(
    'A file of the workshop',
    'Repositories, environments, keys, backups and folder listings hold what was never meant for the public. Remove the file from what is published.',
  ),
  'unexpected-metadata': error(
    'Something in a picture or PDF beside what it shows',
    'Exif, XMP, comments, a thumbnail, document properties or bytes behind the end: what cameras and editors write says where, when, by whom and for whom. Take it out, or let the build do so with `publicMetadata: clean` in profile.yaml; AVIF has to be encoded anew, and a signed PDF published without its signature.',
  ),
  'withheld-image': error(
    'A withheld picture',
    'A picture that nobody may see is in the output, by its bytes or made from it. Take it out of the page, or give a picture that may be shown a name of its own.',
  ),
  'client-logo': error(
    'A client’s logo',
    'A picture shows a logo that an agreement keeps confidential, at some size, perhaps in one colour or inverted. Cover it with a plain area, or cut it off, and export the picture anew.',
  ),
  'recoverable-blur': warning(
    'Something blurred or pixelated',
    'What was blurred or pixelated can often be found again by doing the same to guesses. Cover it with a plain area of one colour instead, and export the picture anew.',
  ),
  'hidden-original': error(
    'The original behind a cut picture',
    'The file holds more of the picture than it shows: a preview in its metadata, or the rest of an older file behind its end. Export the picture anew without metadata.',
  ),
  'lone-member': warning(
    'A filter or count with one member',
    'A page, label or number stands for one work alone, whose client may not be named: it narrows down who that is. Drop the filter or the count, or give the work a wider sector, role or tag that others share.',
  ),
  'telling-total': warning(
    'A total that counts what is not shown',
    'A number of clients or works is right only with those that nobody may know of: the difference to what is shown tells that they are there. Count what is public, or say no number.',
  ),
  'lone-tag': warning(
    'A label that only a sealed work has',
    'A tag, sector or role stands in the output that no public work has: it tells that there is another work, and what about. Take it out of the list, or make the list of public works alone.',
  ),
  'numbering-gap': warning(
    'A hole in numbering',
    'Numbers of pictures, passages or addresses skip the one that something withheld bears: the hole tells that it is there, and where it belongs. Number what is shown anew, or use names instead of numbers.',
  ),
  'similar-text': warning(
    'A public text much like a withheld one',
    'At length, a public text says what a withheld one says, perhaps with other names: who knows the one recognises the other. Write it afresh or take it out; if it is meant for both, accept the finding.',
  ),
  'reused-picture': warning(
    'A withheld picture in another file',
    'A published picture shows what one that is withheld shows, in another size, colour or section: whoever knows the one recognises the other. Take it out, or cover what must not be seen. If both may look so, accept the finding.',
  ),
  'private-date': warning(
    'A date of a sealed work',
    'A day or month stands in the output that is that of a work nobody may know of: joined with what else is public it tells when that work began, ended or opens. Leave the date out, or say the year alone.',
  ),
  'telling-version': warning(
    'A version of the ledger for a sealed work alone',
    'Nothing of a public work has changed since the last version of the ledger, so the new one, and its time stamp, tell that a work nobody may know of was begun or changed in these days. Release it together with a change that everybody sees, such as a new talk, or leave the sealed work as it was until then.',
  ),
  'narrow-combination': warning(
    'Facts that together fit one client',
    'Beside sector and years, the page of a work whose client may not be named gives a city, or several of country, size and rank: few clients fit all of it, perhaps one. Say a region, leave the size or the superlative out, or ask for consent to the name.',
  ),
  'mark-lost': error(
    'A mark that cannot be read back',
    'A sign of authorship was put in and is gone from what would be published: something changed the file after it.',
  ),
  'ledger-broken': error(
    'A broken ledger',
    'A version of the ledger does not check against its signature or the version before it. Restore the folder `ledger/` from a backup.',
  ),
  'ledger-dropped': error(
    'A ledger version that is gone',
    'The last release published a version of the ledger that this one lacks: whoever kept it could say that something was taken back. Restore the folder `ledger/`.',
  ),
  'ledger-rewritten': error(
    'A ledger version that was rewritten',
    'The last release published another text under the same number. Restore the folder `ledger/` as it was.',
  ),
  'sealed-stray': error(
    'A file where only sealed pages lie',
    'Below `s/` there is a page, or a file beside one, that no share of today has: it has expired, was taken back, or is of another origin. Remove it from what is published.',
  ),
  'sealed-clear': error(
    'A part of a sealed page in the clear',
    'A picture that only one reader may see lies in the output for everybody. Remove it from what is published.',
  ),
  'sealed-broken': error(
    'A sealed page that does not open',
    'The ciphertext is missing, or the key of its reader does not open it, or it holds something else. Build again; if that does not help, take the share back and make it anew.',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;
