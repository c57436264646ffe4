import { formatChallenge } from '../../authorship/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import { VERIFY_STRINGS } from '../../site/verify-strings.ts';
import { byId } from './by-id.ts';
import { lastChallenge, rememberChallenge } from './challenges.ts';
import { droppedFiles, pickedFiles } from './given-files.ts';
import type { LookJob, LookOutcome, NamedBlob } from './look-job.ts';
import { doJob } from './looker.ts';
import { authorRows, renderNotes, renderReport, showRows, stamp } from './render.ts';
import { Working } from './working.ts';

const DAY_MS = 86_400_000;
const MAX_AGE_DAYS = 7;

/** The verify page: what a person gives, and what is shown. All reading is done elsewhere. */
export class Sheet {
  private readonly locale = localeOf(document.documentElement.lang);
  private readonly t = VERIFY_STRINGS[this.locale];
  private readonly form = byId('verify') as HTMLFormElement;
  private readonly text = byId('text') as HTMLTextAreaElement;
  private readonly challenge = byId('challenge') as HTMLInputElement;
  private readonly phrase = byId('phrase') as HTMLInputElement;
  private readonly result = byId('result');
  private readonly working = new Working(this.t);
  private dropped: readonly NamedBlob[] = [];

  start(): void {
    this.listen();
    this.listenToDrops();
    this.challenge.value = lastChallenge() ?? '';
    byId('made').textContent = this.challenge.value;
    void this.introduce();
    void this.openLink();
  }

  private listen(): void {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.form.addEventListener('reset', () => this.clear());
    byId('make-challenge').addEventListener('click', () => this.makeChallenge());
    byId('print').addEventListener('click', () => window.print());
    byId('cancel').addEventListener('click', () => byId('check').focus());
    window.addEventListener('hashchange', () => void this.openLink());
  }

  /** The whole page takes what is dropped: a file that misses the field must not replace the page. */
  private listenToDrops(): void {
    for (const name of ['dragover', 'drop', 'dragleave'] as const)
      document.addEventListener(name, (event) => {
        event.preventDefault();
        this.form.classList.toggle('over', name === 'dragover');
      });
    document.addEventListener('drop', (event) => {
      void droppedFiles(event.dataTransfer).then((files) => {
        this.dropped = files;
        this.showDropped();
        return this.submit();
      });
    });
  }

  /** Whose page this is, and whether its own ledger holds: looked at before anything is given. */
  private async introduce(): Promise<void> {
    const control = { onFile: () => {}, signal: new AbortController().signal };
    const { author, report } = await doJob(this.jobOf([]), control);
    const { ledger } = report;
    if (!author) return;
    showRows(byId('author'), authorRows(author, ledger, this.locale));
    if (ledger?.status === 'valid' && ledger.author)
      stamp(byId('seal'), ledger.author.fingerprint, this.t.signedBy(ledger.author.name));
  }

  private jobOf(files: readonly NamedBlob[]): LookJob {
    const options = {
      now: new Date(),
      maxAgeMs: MAX_AGE_DAYS * DAY_MS,
      challenge: this.challenge.value.trim() || null,
      phrases: [this.phrase.value.trim()].filter(Boolean),
    };
    return { files, options };
  }

  private async submit(): Promise<void> {
    if (this.working.isBusy) return;
    const files = this.given();
    if (files.length === 0) return this.result.replaceChildren(this.t.nothingGiven);
    this.result.replaceChildren();
    this.form.ariaBusy = 'true';
    const outcome = await this.working.run(this.jobOf(files));
    this.form.ariaBusy = 'false';
    if (outcome) this.show(outcome);
  }

  private given(): readonly NamedBlob[] {
    const pasted = this.text.value.trim();
    return [
      ...(pasted ? [{ name: this.t.paste, blob: new Blob([this.text.value]) }] : []),
      ...this.dropped,
      ...pickedFiles(byId('files') as HTMLInputElement),
      ...pickedFiles(byId('folder') as HTMLInputElement),
    ];
  }

  private show({ report, notes }: LookOutcome): void {
    this.result.replaceChildren(
      ...renderReport(report, this.locale),
      ...renderNotes(notes, this.locale),
    );
    byId('print').hidden = false;
    this.result.focus();
  }

  /** A proof link brings the proof in its fragment, which no server ever sees. */
  private async openLink(): Promise<void> {
    if (!location.hash.startsWith('#proof=')) return;
    this.text.value = location.hash;
    await this.submit();
  }

  private makeChallenge(): void {
    const made = formatChallenge(randomDigits(16));
    byId('made').textContent = made;
    this.challenge.value = made;
    rememberChallenge(made);
  }

  private clear(): void {
    this.working.cancel();
    this.dropped = [];
    this.showDropped();
    this.result.replaceChildren();
    byId('made').textContent = '';
    byId('print').hidden = true;
  }

  private showDropped(): void {
    const place = byId('dropped');
    const names = this.dropped.slice(0, 5).map(({ name }) => name);
    const more =
      this.dropped.length > names.length ? [`+ ${this.dropped.length - names.length}`] : [];
    place.textContent = [...names, ...more].join('\n') || (place.dataset['text'] ?? '');
  }
}

/** By the strings that are here: the list of languages comes with a library of schemas. */
function localeOf(lang: string): Locale {
  const isLocale = (each: string): each is Locale => Object.hasOwn(VERIFY_STRINGS, each);
  return isLocale(lang) ? lang : 'en';
}

/** Every digit is as likely: bytes from 250 up are thrown away. */
function randomDigits(count: number): readonly number[] {
  const digits: number[] = [];
  while (digits.length < count) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 250) digits.push(byte % 10);
  }
  return digits;
}
