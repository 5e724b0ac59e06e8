import { z } from 'zod';

/** Six characters or more; all alike or counting up and down is what thieves try first. */
export const NewPin = z
  .string()
  .min(6)
  .max(64)
  .refine((pin) => !isFirstGuess(pin), { error: 'first-guess' });

function isFirstGuess(pin: string): boolean {
  const codes = Array.from(pin, (letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}
