import type { DataSource, EntityManager } from 'typeorm';

/** Anything that answers SQL: the pool for reads, an open transaction for writes. */
export type Queryable = Pick<DataSource, 'query'> | Pick<EntityManager, 'query'>;

/** Rows of a SELECT or of `... RETURNING`, typed by the caller who wrote the columns. */
export async function rows<Row>(
  db: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const answer: unknown = await db.query(sql, [...values]);
  // TypeORM answers UPDATE and DELETE ... RETURNING with [rows, count], SELECT and INSERT with rows.
  if (
    Array.isArray(answer) &&
    answer.length === 2 &&
    Array.isArray(answer[0]) &&
    typeof answer[1] === 'number'
  ) {
    return answer[0] as Row[];
  }
  return answer as Row[];
}

/** The only row, or null. */
export async function maybeRow<Row>(
  db: Queryable,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row | null> {
  const found = await rows<Row>(db, sql, values);
  return found[0] ?? null;
}
