/** What an egg says to whoever opens it, by language. */
export const EGG_WORDS = {
  en: {
    name: 'A sealed note by the author',
    phrase: 'Secret phrase',
    open: 'Open',
    opening: 'Trying the phrase…',
    wrong: 'That is not the phrase. Spelling counts; capitals and spaces do not.',
    broken: 'This note is damaged and cannot be opened.',
    unable: 'This browser cannot open it here: it needs a secure connection (https).',
    signer: 'Signed by',
    verified: 'Signature verified in this browser.',
    forged: 'The signature is not valid. Do not trust this note.',
    unchecked: 'The signature could not be checked in this browser.',
    key: 'Key',
    close: 'Close',
  },
  ja: {
    name: '作者が封じた覚え書き',
    phrase: '合言葉',
    open: '開く',
    opening: '合言葉を確かめています…',
    wrong: '合言葉が違います。つづりは区別しますが、大文字と空白は区別しません。',
    broken: 'この覚え書きは壊れていて開けません。',
    unable: 'この環境では開けません。安全な接続（https）が必要です。',
    signer: '署名者',
    verified: 'このブラウザーで署名を検証しました。',
    forged: '署名が正しくありません。この覚え書きを信用しないでください。',
    unchecked: 'このブラウザーでは署名を確認できませんでした。',
    key: '鍵',
    close: '閉じる',
  },
  ru: {
    name: 'Запечатанная записка автора',
    phrase: 'Секретная фраза',
    open: 'Открыть',
    opening: 'Проверяю фразу…',
    wrong: 'Фраза не та. Важно написание; регистр и пробелы не важны.',
    broken: 'Записка повреждена, открыть её нельзя.',
    unable: 'Этот браузер не может открыть записку здесь: нужно защищённое соединение (https).',
    signer: 'Подпись:',
    verified: 'Подпись проверена в этом браузере.',
    forged: 'Подпись недействительна. Не доверяйте этой записке.',
    unchecked: 'Проверить подпись в этом браузере не удалось.',
    key: 'Ключ',
    close: 'Закрыть',
  },
} as const;
/** The words of one language. */
export type EggWords = Readonly<Record<keyof (typeof EGG_WORDS)['en'], string>>;

/** Those of an egg in somebody else's page, which has to stay small. */
export type PageEggWords = Omit<EggWords, 'broken'>;
