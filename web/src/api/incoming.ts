export type IncomingRow = { readonly id: string; readonly symbol: string; readonly subject: string };
