/** Saves what is shown: BOM and semicolons, as spreadsheets with Vietnamese settings open it. */
export function downloadCsv(
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
): void {
  const text = rows.map((row) => row.map(cell).join(';')).join('\r\n');
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}

function cell(value: string | number | null): string {
  const text = String(value ?? '');
  // A leading =, +, - or @ would be run as a formula.
  const safe = /^[=+\-@\t]/.test(text) && typeof value !== 'number' ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
