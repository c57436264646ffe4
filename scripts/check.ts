// check: everything that can be said about the source without running it. Exits 1 if any part objects.
import { spawn } from 'node:child_process';
import { run } from '../src/node/author-command.ts';
import { EXIT } from '../src/node/command.ts';

/** Those of one round run side by side: each has use for one core. */
const ROUNDS: readonly (readonly (readonly [name: string, command: string])[])[] = [
  [
    ['format', 'prettier --check .'],
    // First of those that read types: it writes the ones that Astro derives from the content.
    ['astro', 'astro check'],
  ],
  [
    ['lint', 'eslint --config scripts/config/eslint.config.js --max-warnings 0 .'],
    ['dead code', 'knip --config scripts/config/knip.json'],
  ],
];

await run('check', async () => {
  const counts = { passed: 0, failed: 0 };
  for (const round of ROUNDS) {
    const runs = round.map(async ([name, command]) => ({ name, ...(await runTool(command)) }));
    for (const { name, code, output } of await Promise.all(runs)) {
      console.log(`check: ${name} ${code === 0 ? 'ok' : 'FAILED'}`);
      if (code !== 0) console.log(output);
      counts[code === 0 ? 'passed' : 'failed'] += 1;
    }
  }
  console.log(`checks: ${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? EXIT.fine : EXIT.refused;
});

/** A tool that passes has nothing to tell, so its output is kept until it is known to have failed. */
function runTool(command: string): Promise<{ code: number | null; output: string }> {
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  // A shell, because the tools are .cmd files on Windows; the commands are the ones above.
  const child = spawn(command, { shell: true, env: { ...process.env, ...color } });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
