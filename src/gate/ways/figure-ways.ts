import type { Figure } from '../figures/figures.ts';
import type { Way } from './way.ts';

/** What is said of how many times something became, or what part of it is left, instead of a number. */
const TIMES: Readonly<Record<string, string>> = {
  '2e0':
    'doubled|doubling|twofold|twice as|twice the|verdoppelt|удвоил|удвоила|удвоили|удвоить|удвоился|удвоилась|удвоилось|удвоение|вдвое|倍増|倍になっ',
  '3e0':
    'tripled|tripling|threefold|verdreifacht|утроил|утроила|утроили|утроить|утроился|утроилась|утроение|втрое',
  '4e0': 'quadrupled|fourfold|vervierfacht|вчетверо',
  '5e0': 'quintupled|fivefold|verfünffacht|впятеро',
  '1e1': 'tenfold|verzehnfacht|вдесятеро',
};
const PARTS: Readonly<Record<string, string>> = {
  '5e1':
    'by half|in half|halved|halving|half of|half the|halbiert|die Hälfte|наполовину|вдвое|половина|半減|半分',
  '25e0': 'a quarter|one quarter|quarter of|ein Viertel|четверть|4分の1|四分の一',
  '75e0': 'three quarters|drei Viertel|три четверти|4分の3|四分の三',
  '2e1': 'a fifth|one fifth|ein Fünftel|пятая часть|5分の1|五分の一',
  '1e1': 'a tenth|one tenth|ein Zehntel|десятая часть|10分の1|十分の一|1割|一割',
};
const A_THIRD = 'a third|one third|third of|ein Drittel|треть|3分の1|三分の一';
const TWO_THIRDS = 'two thirds|zwei Drittel|две трети|3分の2|三分の二';
const FORTNIGHT = 'a fortnight';

/** Words that say a figure without a number: `doubled` for `2x`, `a third` for `33 %`, `a fortnight` for 14 days. */
export function figureWays(figure: Figure): readonly Way[] {
  return wordsFor(figure)
    .split('|')
    .filter(Boolean)
    .map((words) => ({
      words: words.split(' ').map((word) => [word]),
      how: 'in other words',
      severity: 'warning',
    }));
}

function wordsFor({ key, unit, measure }: Figure): string {
  if (measure?.base === 'times') return TIMES[key] ?? '';
  if (measure && isFortnight(key, measure.base)) return FORTNIGHT;
  if (unit !== 'percent') return '';
  const percent = Number(key);
  if (percent >= 33 && percent <= 33.4) return A_THIRD;
  return percent >= 66 && percent <= 67 ? TWO_THIRDS : (PARTS[key] ?? '');
}

function isFortnight(key: string, base: string): boolean {
  return (base === 'day' && key === '14e0') || (base === 'week' && key === '2e0');
}
