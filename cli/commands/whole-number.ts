// Options that are whole numbers.
import { InvalidArgumentError } from 'commander';

export function wholeNumber({ from, to }: { from: number; to: number }): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < from || value > to) throw new InvalidArgumentError(`must be a whole number from ${from} to ${to}.`);
    return value;
  };
}
