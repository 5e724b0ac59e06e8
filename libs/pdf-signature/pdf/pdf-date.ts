import { legalTime } from '../legal-time.js';

/** A date of ISO 32000-2, 7.9.4 in Vietnamese time. */
export function formatPdfDate(instant: Date): string {
  const { date, time } = legalTime(instant);
  return `D:${date.replaceAll('-', '')}${time.replaceAll(':', '')}+07'00'`;
}

/** Reads a PDF date; null when it is none. A date without a zone is taken as UTC. */
export function parsePdfDate(text: string): Date | null {
  const match =
    /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (match === null) return null;
  const part = (index: number, fallback: number): number => Number(match[index] ?? fallback);
  const time = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;
  return new Date(match[8] === '-' ? time + offset : time - offset);
}
