import type { Locale } from '../schemas/locale.ts';

/** What is said beside pictures. */
export interface FigureStrings {
  readonly enlarge: string;
  readonly close: string;
  readonly compare: string;
  readonly sideBySide: string;
  readonly before: string;
  readonly after: string;
  /** A diagram, for whoever does not see it. */
  readonly inWords: string;
}

export const FIGURE_STRINGS: Readonly<Record<Locale, FigureStrings>> = {
  en: {
    enlarge: 'Enlarge',
    close: 'Close',
    compare: 'Compare',
    sideBySide: 'Side by side',
    before: 'Before',
    after: 'After',
    inWords: 'In words',
  },
  ja: {
    enlarge: '拡大',
    close: '閉じる',
    compare: '比較',
    sideBySide: '並べて見る',
    before: '変更前',
    after: '変更後',
    inWords: '言葉で読む',
  },
  ru: {
    enlarge: 'Увеличить',
    close: 'Закрыть',
    compare: 'Сравнить',
    sideBySide: 'Рядом',
    before: 'До',
    after: 'После',
    inWords: 'Словами',
  },
};
