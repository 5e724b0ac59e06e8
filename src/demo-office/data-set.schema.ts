import { z } from 'zod';
import { documentsSchema } from './data-set/documents.schema.js';
import { figuresSchema } from './data-set/figures.schema.js';
import {
  mandatesSchema,
  organisationSchema,
  peopleSchema,
} from './data-set/organisation.schema.js';
import { planSchema } from './data-set/plan.schema.js';
import { registersSchema } from './data-set/registers.schema.js';
import { reviewSchema } from './data-set/review.schema.js';

/** One key a file of the data set's folder: `organisation.yaml`, `people.yaml` ... */
export const DATA_SET_FILES = {
  organisation: organisationSchema,
  people: peopleSchema,
  mandates: mandatesSchema,
  registers: registersSchema,
  plan: planSchema,
  figures: figuresSchema,
  documents: documentsSchema.optional(),
  review: reviewSchema.optional(),
} as const;

export const dataSetSchema = z.strictObject(DATA_SET_FILES);
export type DataSet = z.output<typeof dataSetSchema>;
export type DataSetName = 'two-tier' | 'tu-son-2024';
