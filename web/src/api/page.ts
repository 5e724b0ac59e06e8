/** A page of a list: `next` is the opaque cursor of the following page. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };
