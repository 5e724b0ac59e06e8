import type { components } from './schema';

/** What the server answers, as its published description (`openapi.json`) says. */
export type Answer<Name extends keyof components['schemas']> = components['schemas'][Name];
