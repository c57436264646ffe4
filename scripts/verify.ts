// verify TARGET…: reads marks and proofs in files, folders, URLs or standard input, and says whose they are.
import { run } from '../src/node/command.ts';
import { recoverRelease } from '../src/node/out-folder.ts';
import { readSettings } from '../src/node/settings.ts';
import { folderKnowledge } from '../src/node/site-knowledge.ts';
import { VERIFY_HELP, verifyCommand } from '../src/node/verify-command.ts';

await run(`npm run verify -- TARGET… [options]\n${VERIFY_HELP}`, () =>
  verifyCommand(async () => {
    // The author's own release: no target and no option said whose marks to look for.
    const { outDir } = readSettings(process.env, new Date());
    await recoverRelease(outDir);
    return folderKnowledge(outDir);
  }),
);
