// The verifier that is released as one file: `node verify.mjs TARGET…`, with Node alone.
import { readKnowledge } from '../../authorship/index.ts';
import { runCommand } from '../command.ts';
import { VERIFY_HELP, verifyCommand } from './verify-command.ts';

// The release puts here what it says of its author, as the text of a JSON string.
const KNOWLEDGE: string = 'colophon:knowledge';

await runCommand(`node verify.mjs TARGET… [options]\n${VERIFY_HELP}`, () =>
  verifyCommand(async () => readKnowledge(KNOWLEDGE)),
);
