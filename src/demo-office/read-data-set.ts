import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  DATA_SET_FILES,
  type DataSet,
  type DataSetName,
  dataSetSchema,
} from './data-set.schema.js';

const ROOT = new URL('../../config/data-sets/', import.meta.url);

/** @throws when a file is missing or says something that its schema does not know */
export function readDataSet(name: DataSetName): DataSet {
  const files = Object.keys(DATA_SET_FILES).flatMap((file) => {
    const path = new URL(`${name}/${file}.yaml`, ROOT);
    if (!existsSync(path)) return [];
    return [[file, parse(readFileSync(path, 'utf8')) as unknown] as const];
  });
  return dataSetSchema.parse(Object.fromEntries(files));
}
