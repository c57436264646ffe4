import { z } from 'zod';

/** How much may be public, from nothing to everything. The order is the order of permission. */
export const LEVELS = ['sealed', 'anonymous', 'named', 'full'] as const;

export const Level = z.enum(LEVELS, {
  error: 'expected `sealed`, `anonymous`, `named` or `full`',
});
export type Level = z.infer<typeof Level>;

/** Why something is withheld: Name, Figures, Screens, Time (until a date), Person. */
export const REASONS = ['N', 'F', 'S', 'T', 'P'] as const;

export const Reason = z.enum(REASONS, { error: 'expected `N`, `F`, `S`, `T` or `P`' });
export type Reason = z.infer<typeof Reason>;

/** @returns whether `level` allows at least what `needed` asks for. */
export function reaches(level: Level, needed: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
}

/** @returns the level that allows least; `full` for an empty list. */
export function strictest(levels: readonly Level[]): Level {
  return LEVELS.find((level) => levels.includes(level)) ?? 'full';
}
