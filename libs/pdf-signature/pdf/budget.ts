import { PdfRefusedError } from '../errors.js';

/** About 10 ns each on a present-day core, so that the work of one file ends within 2 s. */
const MAX_STEPS = 120_000_000;
/** Bytes held for one state of a file, beside the file itself; several states may be open at once. */
const MAX_HELD = 64 * 1024 * 1024;
const MAX_FILE = 1024 * 1024 * 1024;

/**
 * What one file may cost. Counted, not timed, so that a file is refused everywhere or nowhere.
 *
 * Steps add up over all states of a file that are opened to judge it; memory is counted for each
 * state, because only neighbouring ones are held at the same time.
 */
export class Budget {
  private held = 0;

  private constructor(
    private readonly work: { left: number },
    private readonly maxHeld: number,
  ) {}

  /** @throws PdfRefusedError `pdf.too-complex` when the file alone is too large. */
  static forFile(
    length: number,
    limits: { readonly steps?: number; readonly held?: number } = {},
  ): Budget {
    if (length > MAX_FILE) throw new PdfRefusedError('pdf.too-complex', { limit: MAX_FILE });
    return new Budget({ left: limits.steps ?? MAX_STEPS }, limits.held ?? MAX_HELD);
  }

  forRevision(): Budget {
    return new Budget(this.work, this.maxHeld);
  }

  get stepsLeft(): number {
    return this.work.left;
  }

  get bytesHeld(): number {
    return this.held;
  }

  get bytesLeft(): number {
    return this.maxHeld - this.held;
  }

  /** @throws PdfRefusedError `pdf.too-complex` when the file asks for more work than any real one. */
  spend(steps: number): void {
    this.work.left -= steps;
    if (this.work.left < 0) throw new PdfRefusedError('pdf.too-complex', { detail: 'steps' });
  }

  /** @throws PdfRefusedError `pdf.too-complex` when the file unpacks to more than may be held. */
  hold(bytes: number): void {
    this.held += bytes;
    if (this.held > this.maxHeld)
      throw new PdfRefusedError('pdf.too-complex', { detail: 'memory' });
  }

  /** Both at once, for what happens most often. */
  charge(steps: number, bytes: number): void {
    this.work.left -= steps;
    this.held += bytes;
    if (this.work.left >= 0 && this.held <= this.maxHeld) return;
    throw new PdfRefusedError('pdf.too-complex', {
      detail: this.work.left < 0 ? 'steps' : 'memory',
    });
  }
}
