declare module 'fontkit' {
  type SubsetGlyph = { readonly id: number; readonly advanceWidth: number };
  type GlyphSubset = {
    includeGlyph: (glyph: SubsetGlyph) => number;
    encode: () => Uint8Array;
  };
  type SubsettableFont = {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly italicAngle: number;
    readonly postscriptName: string;
    readonly bbox: { minX: number; minY: number; maxX: number; maxY: number };
    hasGlyphForCodePoint: (codePoint: number) => boolean;
    glyphForCodePoint: (codePoint: number) => SubsetGlyph;
    createSubset: () => GlyphSubset;
  };
  export function create(data: Uint8Array): SubsettableFont;
}
