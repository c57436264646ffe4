import type { LookProgress } from '../../authorship/index.ts';
import type { VerifyStrings } from '../../site/verify-strings.ts';
import { byId } from './by-id.ts';
import type { LookJob, LookOutcome } from './look-job.ts';
import { doJob } from './looker.ts';

/** How often the file that is read is named: whoever listens hears no more. */
const NAMED_EVERY_MS = 1000;

/** Shows how far a job is, and lets a person end it. */
export class Working {
  private readonly box = byId('working');
  private readonly at = byId('at');
  private readonly bar = byId('progress') as HTMLProgressElement;
  private readonly t: VerifyStrings;
  private control: AbortController | null = null;
  private namedAt = 0;

  constructor(t: VerifyStrings) {
    this.t = t;
    byId('cancel').addEventListener('click', () => this.cancel());
  }

  get isBusy(): boolean {
    return this.control !== null;
  }

  cancel(): void {
    this.control?.abort();
  }

  /** @returns null if it was ended, or failed: that is said here. One at a time. */
  async run(job: LookJob): Promise<LookOutcome | null> {
    const control = new AbortController();
    this.begin(control);
    try {
      const onFile = (progress: LookProgress) => this.show(progress);
      const outcome = await doJob(job, { onFile, signal: control.signal });
      this.end('');
      return outcome;
    } catch {
      this.end(control.signal.aborted ? this.t.cancelled : this.t.failed);
      return null;
    }
  }

  private begin(control: AbortController): void {
    this.control = control;
    this.namedAt = 0;
    this.at.textContent = this.t.checking;
    this.bar.removeAttribute('value');
    this.box.hidden = false;
  }

  private end(text: string): void {
    this.control = null;
    this.at.textContent = text;
    this.box.hidden = true;
  }

  private show({ name, number, total }: LookProgress): void {
    // One file shows no progress: the bar moves by itself.
    if (total > 1) this.bar.value = (number - 1) / total;
    if (performance.now() - this.namedAt < NAMED_EVERY_MS && this.namedAt > 0) return;
    this.namedAt = performance.now();
    this.at.textContent = this.t.reading(name, number, total);
  }
}
