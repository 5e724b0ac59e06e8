export type OutgoingRow = { readonly id: string; readonly symbol: string | null; readonly subject: string };
