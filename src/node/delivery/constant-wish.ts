import type { ConstantWish } from '../../authorship/index.ts';
import { UsageError } from '../command.ts';

/** What the command line says of a constant. */
export interface ConstantArguments {
  readonly as?: string | undefined;
  readonly label?: string | undefined;
  readonly near?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** @throws UsageError if it is no wish that can be granted. */
export function readConstantWish(given: ConstantArguments): ConstantWish {
  const labelled = given.label === undefined ? {} : { label: given.label };
  switch (given.as) {
    case 'uuid':
    case 'bezier':
      return { kind: given.as, ...labelled };
    case 'color':
      return { kind: 'color', ...labelled, ...readNear(given.near) };
    case 'integer':
      return { kind: 'integer', ...labelled, ...readRange(given) };
    default:
      throw new UsageError('--as: expected uuid, color, bezier or integer');
  }
}

function readNear(near: string | undefined): { near?: string } {
  if (near === undefined) return {};
  if (!/^#[\da-f]{6}$/i.test(near)) throw new UsageError('--near: expected #RRGGBB');
  return { near: near.toLowerCase() };
}

function readRange({ min, max }: ConstantArguments): { min: number; max: number } {
  const range = { min: Number(min ?? 'none'), max: Number(max ?? 'none') };
  const isRange = Number.isSafeInteger(range.min) && Number.isSafeInteger(range.max);
  if (!isRange || range.max < range.min || !Number.isSafeInteger(range.max - range.min + 1))
    throw new UsageError('--as integer: expected --min N and --max N, the lesser first');
  return range;
}
