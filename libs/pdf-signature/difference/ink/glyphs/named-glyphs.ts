import { letterNamed } from '../glyph-names.js';

/** Glyphs of a file by what they are called; the first of a name counts, and -1 stands for none. */
export class NamedGlyphs {
  private readonly byName = new Map<string, number>();
  private readonly byLetter = new Map<string, number>();

  constructor(names: readonly string[]) {
    names.forEach((name, glyph) => {
      if (this.byName.has(name)) return;
      this.byName.set(name, glyph);
      const letter = letterNamed(name);
      if (letter !== undefined && !this.byLetter.has(letter)) this.byLetter.set(letter, glyph);
    });
  }

  glyphNamed(name: string): number {
    return this.byName.get(name) ?? -1;
  }

  glyphOfLetter(letter: string): number {
    return this.byLetter.get(letter) ?? -1;
  }
}
