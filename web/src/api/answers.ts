import type { components } from './schema';

/** What the server answers or is sent, as its published description (`openapi.json`) says. */
export type Answer<Name extends keyof components['schemas']> = Read<components['schemas'][Name]>;

type Read<T> = T extends object ? { readonly [Field in keyof T]: Read<T[Field]> } : T;
