import { performance } from 'node:perf_hooks';
import { masked } from './unprinted.ts';

/** Tells a person what a long command is doing. */
export interface Progress {
  /** Ends the phase before, if one is under way, and begins another. */
  phase(name: string): void;
  /** How far the phase is, such as 40 of 200 files. */
  step(done: number, total: number): void;
  /** What the phase came to, such as "412 files". Printed when it ends. */
  result(text: string): void;
  end(): void;
}

/** A phase a line, with its time; on a terminal the line counts while the phase lasts. */
export function printProgress(stream: NodeJS.WriteStream): Progress {
  let phase: { name: string; since: number; result: string } | null = null;
  const write = (text: string) => stream.write(stream.isTTY ? `\r\u001B[2K${text}` : text);
  const end = () => {
    if (!phase) return;
    const seconds = ((performance.now() - phase.since) / 1000).toFixed(1);
    write(
      `${phase.name.padEnd(22)} ${seconds.padStart(6)} s  ${masked(phase.result)}`.trimEnd() + '\n',
    );
    phase = null;
  };
  return {
    phase(name) {
      end();
      phase = { name, since: performance.now(), result: '' };
      if (stream.isTTY) write(name);
    },
    step(done, total) {
      if (phase && stream.isTTY) write(`${phase.name.padEnd(22)} ${done}/${total}`);
    },
    result(text) {
      if (phase) phase.result = text;
    },
    end,
  };
}
