import { DataSource, type DataSourceOptions } from 'typeorm';
import { MIGRATIONS } from '../../../migrations/index.js';

export function dataSourceOptions(url: string, poolSize = 20): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    poolSize,
    extra: { options: '-c timezone=Asia/Ho_Chi_Minh' },
    applicationName: 'trien',
  };
}

export function createDataSource(url: string): DataSource {
  return new DataSource(dataSourceOptions(url, 2));
}
