/** Text of one byte a character, or bytes as they are. */
type Chunk = string | Buffer;

/** What is appended to a file, piece by piece; text that stands together is one piece. */
export class Pieces {
  private readonly done: Chunk[] = [];
  private open = '';
  /** Offset in the whole file of what comes next. */
  position: number;

  constructor(private readonly start: number) {
    this.position = start;
  }

  text(text: string): void {
    this.open += text;
    this.position += text.length;
  }

  data(data: Buffer): void {
    this.done.push(this.open, data);
    this.open = '';
    this.position += data.length;
  }

  stream(entries: string, data: Buffer): void {
    this.text(`<<${entries}/Length ${data.length}\n>>\nstream\n`);
    this.data(data);
    this.text('\nendstream');
  }

  all(): readonly Chunk[] {
    return [...this.done, this.open];
  }

  /** The base and all pieces in one piece of memory. */
  joined(base: Buffer): Buffer {
    const out = Buffer.allocUnsafe(base.length + this.position - this.start);
    out.set(base);
    let at = base.length;
    for (const piece of this.done) {
      if (typeof piece === 'string') out.write(piece, at, 'latin1');
      else out.set(piece, at);
      at += piece.length;
    }
    out.write(this.open, at, 'latin1');
    return out;
  }
}
