import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import './toast.css';

type Toast = { readonly id: number; readonly text: string };

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function emit(): void {
  listeners.forEach((listener) => {
    listener();
  });
}

/** Says what has been done; read out by screen readers, gone after some seconds. */
export function announce(text: string): void {
  last += 1;
  toasts = [...toasts.slice(-2), { id: last, text }];
  emit();
}

function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
  emit();
}

export function ToastRegion(): ReactNode {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }): ReactNode {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      dismiss(toast.id);
    }, 6000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [toast.id]);
  return <div className="toast">{toast.text}</div>;
}
