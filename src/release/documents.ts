import {
  makeAllowedSigners,
  makeAuthorDocument,
  makeDidDocument,
  makeJwks,
  reportSchema,
  writeKnowledge,
} from '../authorship/index.ts';
import type { PublicMark } from '../authorship/index.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { HEADERS, SPECULATION_RULES, hostHeaders, speculationRules } from './host-headers.ts';
import { ledgerFiles } from './ledger-files.ts';
import type { ReleaseInput, ReleasePorts } from './release.ts';
import { KNOWLEDGE_PLACE, finishVerifyPage, isVerifyPage } from './verify-pages.ts';
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
  for (const file of (await ports.list()).filter(isVerifyPage))
    await finishPage(file, knowledge, input, ports);
}

async function finishPage(
  file: string,
  knowledge: string,
  { siteUrl }: ReleaseInput,
  ports: ReleasePorts,
): Promise<void> {
  const root = new URL(siteUrl).pathname;
  const html = fromUtf8(await ports.read(file)) ?? '';
  const known = html.replace(KNOWLEDGE_PLACE, () => knowledge);
  const finished = await finishVerifyPage(known, async (address) => {
    const sheet = decodeURI(new URL(address, siteUrl).pathname).slice(root.length);
    return fromUtf8(await ports.read(sheet)) ?? '';
  });
  await ports.write(file, toUtf8(finished));
}
