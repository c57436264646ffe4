import type { Locale } from '../schemas/locale.ts';

/** What the speaker's own view says. */
interface PresenterStrings {
  readonly title: string;
  readonly notes: string;
  readonly startStop: string;
  readonly reset: string;
  readonly back: string;
  readonly forward: string;
  readonly open: string;
  readonly keys: string;
}

export const PRESENTER_STRINGS: Readonly<Record<Locale, PresenterStrings>> = {
  en: {
    title: 'presenter',
    notes: 'Notes',
    startStop: 'Start or stop',
    reset: 'Reset',
    back: 'Back',
    forward: 'Forward',
    open: 'Window for the audience',
    keys: 'Arrows or space turn, T starts and stops the time, R resets it, O opens the window for the audience.',
  },
  ja: {
    title: '発表者用',
    notes: 'メモ',
    startStop: '開始・停止',
    reset: 'リセット',
    back: '戻る',
    forward: '進む',
    open: '客席用の画面を開く',
    keys: '矢印キーまたはスペースで移動、T で計時の開始と停止、R でリセット、O で客席用の画面を開きます。',
  },
  ru: {
    title: 'экран докладчика',
    notes: 'Заметки',
    startStop: 'Пуск и стоп',
    reset: 'Сброс',
    back: 'Назад',
    forward: 'Вперёд',
    open: 'Окно для зала',
    keys: 'Стрелки или пробел листают, T запускает и останавливает время, R сбрасывает, O открывает окно для зала.',
  },
};
