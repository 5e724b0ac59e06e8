import type { Abstract, Type } from '@nestjs/common';

/** A part of the running program, by its class. */
export type Parts = <Part extends object>(type: Type<Part> | Abstract<Part>) => Part;
