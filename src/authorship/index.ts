export { createAuthor, fingerprintOf } from './author.ts';
export type { Author, AuthorName } from './author.ts';
export { makeAuthorDocument, readAuthorDocument } from './author-document.ts';
export type { AuthorDocument, AuthorDocumentVerdict, PublicMark } from './author-document.ts';
export { formatChallenge } from './challenge.ts';
export { payloadOf, signJws, verifyJws } from './jws.ts';
export type { Signer } from './jws.ts';
export { issueLedger, ledgerDigests, readLedger, readLedgerVersion } from './ledger.ts';
export type { LedgerProblem, LedgerVersion, WorkRecord } from './ledger.ts';
export { openOpenings, sealOpenings } from './ledger-openings.ts';
export {
  deliveredMark,
  deliveredMarks,
  hiddenMark,
  openDeliveries,
  sealDeliveries,
  withDelivery,
  workRecord,
} from './deliveries.ts';
export type { Deliveries, Delivery } from './deliveries.ts';
export { MarkOpening, isSecret } from './mark-openings.ts';
export type { ConstantWish, DeliveredMark } from './mark-openings.ts';
export { markPage, readBack } from './page-marks.ts';
export type { DeclaredMark, MarkPlan, ReadBack } from './page-marks.ts';
export { makeProof, writeProofFile } from './proof.ts';
export type { OpenLedger, Proof, ProofRequest } from './proof.ts';
export { writeProofLink } from './proof-link.ts';
export { readProof } from './read-proof.ts';
export type {
  ProofContext,
  ProofFacts,
  ProofProblem,
  ProofVerdict,
  WitnessedVersion,
} from './read-proof.ts';
export { markSharedText, openShares, sealShares, shareMark } from './shares.ts';
export { surveyShares } from './share-survey.ts';
export type { LeakedShare } from './share-survey.ts';
export { survey } from './survey.ts';
export type {
  CovertPicture,
  DeliveredOpening,
  Opened,
  Place,
  SightedAuthor,
  Sighting,
  SurveyOptions,
} from './survey.ts';
export { authorWording, wordingOpening } from './wording-marks.ts';
export type { SoughtWording } from './wording-survey.ts';
export { checkWitness } from './witness.ts';
export type { CheckedWitness, Witness, WitnessContext } from './witness.ts';
export { readKnowledge, writeKnowledge } from './knowledge.ts';
export type { Knowledge } from './knowledge.ts';
export { look } from './look.ts';
export type { DeliveredReader, LookOptions, LookProgress } from './look.ts';
export { reportSchema } from './report.ts';
export type {
  LedgerReport,
  ProofReport,
  SightingReport,
  VerifyReport,
  WitnessReport,
} from './report.ts';
export { isImageName } from './targets.ts';
export type { GivenFile, Targets } from './targets.ts';
export { SSH_NAMESPACE, statementText } from './statement.ts';
export {
  didOf,
  makeAllowedSigners,
  makeDidDocument,
  makeJwks,
  principalOf,
} from './identity-documents.ts';
export { ROTATION_REASONS, makeRotation, readRotations } from './rotation.ts';
export type { RotationStatement } from './rotation.ts';
export { signSsh } from './sshsig.ts';
export { pendingIn, requestStamp, upgradeStamp } from './opentimestamps.ts';
export { makeTimestampRequest, readTimestamp } from './rfc3161.ts';
export { toJwk } from './jws.ts';
export { covertImageMark, imageId } from './image-marks.ts';
