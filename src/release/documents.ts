import {
  makeAllowedSigners,
  makeAuthorDocument,
  makeDidDocument,
  makeJwks,
  reportSchema,
  writeKnowledge,
} from '../authorship/index.ts';
import type { PublicMark } from '../authorship/index.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { HEADERS, SPECULATION_RULES, hostHeaders, speculationRules } from './host-headers.ts';
import { dropUnlinked } from './unlinked.ts';
import { ledgerFiles } from './ledger-files.ts';
import type { ReleaseInput, ReleasePorts } from './release.ts';
import { KNOWLEDGE_PLACE, finishVerifyPages } from './verify-pages.ts';
import {
  ALLOWED_SIGNERS,
  AUTHOR_DOCUMENT,
  DID_DOCUMENT,
  JWKS,
  LEDGER_INDEX,
  REPORT_SCHEMA,
  ROTATIONS,
  VERIFIER,
} from './well-known.ts';

/** A verify page holds this many versions of the ledger; proofs from older ones bring theirs. */
export const HELD_VERSIONS = 8;

/** Writes what strangers and their programs read: who the author is, the ledger, the verifier. */
export async function writeDocuments(
  input: ReleaseInput,
  { marks, versions }: { marks: readonly PublicMark[]; versions: readonly string[] },
  ports: ReleasePorts,
): Promise<void> {
  const { author, ledger, rotations, roots, verifier } = input;
  const retired = ledger.keys.slice(0, -1);
  const listed = marks.map(({ id, carrier, work, url }) => ({ id, carrier, work, url }));
  const document = makeAuthorDocument(author, listed);
  const witnessed = versions.map((text, at) => ({ text, witnesses: ledger.witnesses[at] ?? [] }));
  const { index, files } = ledgerFiles(witnessed);
  const knowledge = writeKnowledge(document, {
    versions: witnessed.slice(-HELD_VERSIONS),
    rotations,
    roots,
  });
  const texts: Readonly<Record<string, string>> = {
    [AUTHOR_DOCUMENT]: document,
    [LEDGER_INDEX]: index,
    [ROTATIONS]: `${JSON.stringify(rotations.map((text) => JSON.parse(text) as unknown))}\n`,
    [DID_DOCUMENT]: makeDidDocument(author, retired),
    // Under a sub-path did:web looks here.
    ...(new URL(author.site).pathname !== '/' && {
      'did.json': makeDidDocument(author, retired),
    }),
    [JWKS]: makeJwks(author, retired),
    [ALLOWED_SIGNERS]: makeAllowedSigners(author),
    [REPORT_SCHEMA]: reportSchema(),
    [HEADERS]: hostHeaders(new URL(author.site).pathname),
    [SPECULATION_RULES]: speculationRules(new URL(author.site).pathname),
    [VERIFIER]: verifier.replace(KNOWLEDGE_PLACE, () => JSON.stringify(knowledge)),
  };
  for (const [file, text] of Object.entries(texts)) await ports.write(file, toUtf8(text));
  for (const { file, content } of files)
    await ports.write(file, typeof content === 'string' ? toUtf8(content) : content);
  await finishVerifyPages({ siteUrl: input.siteUrl, knowledge }, ports);
  await dropUnlinked(ports);
}
