export { createAuthor } from './author.ts';
export type { Author, AuthorName } from './author.ts';
export { makeAuthorDocument, readAuthorDocument } from './author-document.ts';
export type { AuthorDocument, AuthorDocumentVerdict, PublicMark } from './author-document.ts';
export { markPage, readBack } from './page-marks.ts';
export type { DeclaredMark, MarkPlan, ReadBack } from './page-marks.ts';
export { survey } from './survey.ts';
export type { Opened, Place, SightedAuthor, Sighting, SurveyOptions } from './survey.ts';
