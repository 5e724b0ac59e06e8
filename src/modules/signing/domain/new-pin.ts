import { z } from 'zod';

/** Six characters or more; all alike or counting up and down is what thieves try first. */
export const NewPin = z
  .string()
  .min(6)
  .max(64)
  .refine((pin) => !isFirstGuess(pin), { error: 'first-guess' });

/** To sign with; left out where the signer's phone or device asks him. A code may stand after it. */
export const Pin = z.string().min(4).max(128).optional();

function isFirstGuess(pin: string): boolean {
  const codes = Array.from(pin, (letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}
