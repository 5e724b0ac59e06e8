import { vi } from './vi';

export const en: Readonly<Record<keyof typeof vi, string>> = vi;
