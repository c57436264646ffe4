import { formatChallenge, look, readKnowledge } from '../../authorship/index.ts';
import type { GivenFile, Knowledge, VerifyReport } from '../../authorship/index.ts';
import type { Pixels } from '../../marks/index.ts';
import { Locale } from '../../schemas/locale.ts';
import { VERIFY_STRINGS } from '../../site/verify-strings.ts';
import { lastChallenge, rememberChallenge } from './challenges.ts';
import { droppedFiles, pickedFiles } from './given-files.ts';
import { authorRows, renderReport, showRows, stamp } from './render.ts';

// The verify page. It runs as one classic script inside the page, so that a saved copy works, and
// stands on the same code as the command. It sends nothing; the policy of the page sees to that.

const DAY_MS = 86_400_000;
const MAX_AGE_DAYS = 7;

const locale = Locale.catch('en').parse(document.documentElement.lang);
const t = VERIFY_STRINGS[locale];
const known = readKnowledge(byId('knowledge').textContent ?? '');
const form = byId('verify') as HTMLFormElement;
const text = byId('text') as HTMLTextAreaElement;
const challenge = byId('challenge') as HTMLInputElement;
const phrase = byId('phrase') as HTMLInputElement;
const result = byId('result');
let dropped: readonly GivenFile[] = [];

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** Whose page this is, and whether its own ledger holds: looked at before anything is given. */
async function introduce(knowledge: Knowledge): Promise<void> {
  const { ledger } = await look([], knowledge, options());
  showRows(byId('author'), authorRows(knowledge, ledger, locale));
  if (ledger?.status === 'valid' && ledger.author)
    stamp(byId('seal'), ledger.author.fingerprint, t.signedBy(ledger.author.name));
}

function options() {
  const asked = challenge.value.trim();
  const phrases = [phrase.value.trim()].filter(Boolean);
  return {
    now: new Date(),
    maxAgeMs: MAX_AGE_DAYS * DAY_MS,
    challenge: asked || null,
    phrases,
    openImage,
  };
}

/** More pixels than this would take a phone's memory. */
const MAX_PIXELS = 40_000_000;

/** The browser opens images itself; what it cannot open is passed over. */
async function openImage({ bytes }: GivenFile): Promise<Pixels | null> {
  try {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const { width, height } = bitmap;
    if (width * height > MAX_PIXELS) return null;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return context?.getImageData(0, 0, width, height) ?? null;
  } catch {
    return null;
  }
}

async function check(files: readonly GivenFile[]): Promise<void> {
  form.ariaBusy = 'true';
  result.replaceChildren(t.checking);
  // Let the browser paint before the work begins.
  await new Promise((resolve) => setTimeout(resolve, 20));
  show(await look(files, known, options()));
  form.ariaBusy = 'false';
}

function show(report: VerifyReport): void {
  result.replaceChildren(...renderReport(report, locale));
  byId('print').hidden = false;
  result.focus();
}

async function submit(): Promise<void> {
  if (form.ariaBusy === 'true') return;
  const pasted = text.value.trim();
  const files = [
    ...(pasted ? [{ name: t.paste, bytes: new TextEncoder().encode(text.value) }] : []),
    ...dropped,
    ...(await pickedFiles(byId('files') as HTMLInputElement)),
    ...(await pickedFiles(byId('folder') as HTMLInputElement)),
  ];
  if (files.length > 0) await check(files);
  else result.replaceChildren(t.nothingGiven);
}

/** A proof link brings the proof in its fragment, which no server ever sees. */
async function openLink(): Promise<void> {
  if (!location.hash.startsWith('#proof=')) return;
  text.value = location.hash;
  await submit();
}

function makeChallenge(): void {
  const made = formatChallenge(randomDigits(16));
  byId('made').textContent = made;
  challenge.value = made;
  rememberChallenge(made);
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

function showDropped(): void {
  const place = byId('dropped');
  const names = dropped.slice(0, 5).map(({ name }) => name);
  const more = dropped.length > names.length ? [`+ ${dropped.length - names.length}`] : [];
  place.textContent = [...names, ...more].join('\n') || (place.dataset['text'] ?? '');
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit();
});
form.addEventListener('reset', () => {
  dropped = [];
  showDropped();
  result.replaceChildren();
  byId('made').textContent = '';
  byId('print').hidden = true;
});
byId('make-challenge').addEventListener('click', makeChallenge);
byId('print').addEventListener('click', () => window.print());
window.addEventListener('hashchange', () => void openLink());
// The whole page takes what is dropped: a file that misses the field must not replace the page.
for (const name of ['dragover', 'drop', 'dragleave'] as const)
  document.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle('over', name === 'dragover');
  });
document.addEventListener('drop', (event) => {
  void droppedFiles(event.dataTransfer).then((files) => {
    dropped = files;
    showDropped();
    return submit();
  });
});

challenge.value = lastChallenge() ?? '';
byId('made').textContent = challenge.value;
if (known) void introduce(known);
void openLink();
