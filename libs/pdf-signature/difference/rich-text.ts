const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
};

/** The words of rich text (ISO 32000-2, 12.7.4.4), as readers that know no styles would show them. */
export function plainText(rich: string): string {
  return rich.replace(/<[^<>]*>/g, ' ').replace(/&(#x?)?(\w{1,8});/g, (whole, sign, code) => {
    if (sign === undefined) return ENTITIES[String(code)] ?? whole;
    const point = parseInt(String(code), sign === '#' ? 10 : 16);
    return point >= 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
  });
}
