/** BOM and semicolons, as spreadsheets with Vietnamese settings open it. */
export function toCsv(header: readonly string[], lines: readonly (readonly string[])[]): string {
  return `\ufeff${[header, ...lines].map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** A leading =, +, - or @ would be run as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
