/** Longer ones, such as addresses of web pages, must stay breakable. */
const LONGEST_WHOLE_WORD = 36;

/**
 * The text in pieces of which words like `186/BC-UBND,` are unbreakable.
 *
 * The typesetter breaks after `/` and `-`, and in justified text it would widen the gaps there.
 */
export function runningText(text: string): { text: string; noWrap?: boolean }[] {
  const pieces: { text: string; noWrap?: boolean }[] = [];
  for (const word of text.match(/\S+\s*/gu) ?? []) {
    const bare = word.trim();
    const isWhole = /[\p{L}\p{N}][^\p{L}\p{N}\s]+[\p{L}\p{N}.]/u.test(bare);
    if (isWhole && bare.length <= LONGEST_WHOLE_WORD) {
      pieces.push({ text: word, noWrap: true });
      continue;
    }
    const previous = pieces.at(-1);
    if (previous !== undefined && previous.noWrap !== true) previous.text += word;
    else pieces.push({ text: word });
  }
  return pieces;
}
