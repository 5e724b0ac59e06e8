/** Large text is kept per browser: an old screen at a reception desk, not a person, needs it. */
const KEY = 'trien.text';

export function isLargeText(): boolean {
  return document.documentElement.dataset.text === 'large';
}

export function restoreTextSize(): void {
  try {
    if (localStorage.getItem(KEY) === 'large') document.documentElement.dataset.text = 'large';
  } catch {
    // Without storage the normal size is used.
  }
}

export function toggleTextSize(): void {
  const next = isLargeText() ? 'normal' : 'large';
  document.documentElement.dataset.text = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // The choice then lasts until the page is closed.
  }
}
