/** Where a field stands: PDF points from the bottom left corner, pages from 0. */
export type FieldBox = {
  readonly kind: 'text' | 'signature';
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
  readonly text?:
    | {
        readonly fontSize: number;
        readonly italic?: boolean | undefined;
        readonly bold?: boolean | undefined;
        readonly align?: 'left' | 'center' | undefined;
      }
    | undefined;
};
