const HARD_ADJECTIVE = 'ый ой ого ому ым ом ая ую ою ое ые ых ыми'.split(' ');
const SOFT_ADJECTIVE = 'ий его ему им ем яя юю ею ей ее ие их ими'.split(' ');
const HARD_NOUN = ' а у ы е ом ой ою ов ам ами ах'.split(' ');
/** Surnames in `-ов` and `-ин` are declined like nouns, but for these. */
const SURNAME = 'ым ых ыми'.split(' ');
const SOFT_NOUN = 'ь я ю и е ем ей ею ью ям ями ях'.split(' ');
const IOTATED_NOUN = 'й я ю и е ем ев ям ями ях'.split(' ');

const VOWEL = /[аеиоуыэюя]$/;
const VELAR_OR_SIBILANT = /[гкхжшщчц]$/;

/**
 * The cases and numbers of a Russian word: nouns of all declensions, adjectives, and surnames of
 * both genders. The gender of a name is not known, nor whether it is declined at all, so all that
 * could be meant are made; a form that no one says is in no text.
 *
 * @param word - in lower case; `ё` counts as `е`.
 * @returns the forms, the word itself first.
 */
export function declensions(word: string): readonly string[] {
  const base = word.replaceAll('ё', 'е');
  if (!/^[а-я]+$/.test(base) || base.length < 3) return [base];
  return [...new Set([base, ...nounForms(base), ...adjectiveForms(base)])];
}

function adjectiveForms(word: string): readonly string[] {
  const [, stem = '', ending = ''] =
    /^(.{2,}?)(ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ова|ева|ина|ына)$/.exec(word) ?? [];
  if (/^(?:ова|ева|ина|ына)$/.test(ending)) return ended(stem + ending.slice(0, -1), HARD_NOUN);
  if (ending === '') return [];
  if (VELAR_OR_SIBILANT.test(stem)) return ended(stem, [...HARD_ADJECTIVE, ...SOFT_ADJECTIVE]);
  return ended(stem, /^[ияе]/.test(ending) ? SOFT_ADJECTIVE : HARD_ADJECTIVE);
}

function nounForms(word: string): readonly string[] {
  const stem = word.slice(0, -1);
  switch (word.at(-1)) {
    case 'а':
    case 'о':
    case 'ы':
      return [...hardForms(stem), ...shortPlurals(stem)];
    case 'я':
      if (word.endsWith('мя'))
        return ended(stem, ['я', 'ени', 'енем', 'ена', 'ен', 'енам', 'енами']);
      return [...softForms(stem), ...iotatedForms(stem), ...shortPlurals(stem)];
    case 'е':
      return [...softForms(stem), ...hardForms(stem), ...iotatedForms(stem)];
    case 'и':
      return [...hardForms(stem), ...softForms(stem), ...iotatedForms(stem), ...shortPlurals(stem)];
    case 'ь':
      return [...softForms(stem), ...softForms(withoutFleeting(stem))];
    case 'й':
      return iotatedForms(stem);
    case 'у':
    case 'э':
    case 'ю':
      return [];
    default:
      return [
        ...hardForms(word),
        ...hardForms(withoutFleeting(word)),
        ...(/[оеиы][вн]$/.test(word) ? ended(word, SURNAME) : []),
      ];
  }
}

function hardForms(stem: string): readonly string[] {
  if (!VELAR_OR_SIBILANT.test(stem)) return ended(stem, HARD_NOUN);
  return ended(stem, [...HARD_NOUN, 'и', 'ем', 'ей', 'ею', 'ев']);
}

function softForms(stem: string): readonly string[] {
  return ended(stem, SOFT_NOUN);
}

function iotatedForms(stem: string): readonly string[] {
  const forms = stem.endsWith('и') || VOWEL.test(stem) ? IOTATED_NOUN : [];
  return [...ended(stem, forms), ...(stem.endsWith('ь') ? ended(stem, ['ев', 'ом']) : [])];
}

/** `песок`, `песка`; `палец`, `пальца`: the vowel that stands only where no ending follows. */
function withoutFleeting(word: string): string {
  const [, stem = '', before = '', vowel = '', after = ''] = /^(.*)(.)([ео])(.)$/.exec(word) ?? [];
  if (before === '' || VOWEL.test(after)) return word;
  if (VOWEL.test(before)) return `${stem}${before}й${after}`;
  return stem + before + (before === 'л' && vowel === 'е' ? 'ь' : '') + after;
}

/** `ромашка`, `ромашек`: the same vowel, put in where a plural has no ending. */
function shortPlurals(stem: string): readonly string[] {
  const [, start = '', before = '', last = ''] = /^(.+)(.)(.)$/.exec(stem) ?? [];
  if (start === '' || VOWEL.test(last) || VOWEL.test(before)) return [];
  const kept = /[йь]/.test(before) ? start : start + before;
  return [`${kept}о${last}`, `${kept}е${last}`];
}

function ended(stem: string, endings: readonly string[]): readonly string[] {
  return endings.map((ending) => stem + ending);
}
