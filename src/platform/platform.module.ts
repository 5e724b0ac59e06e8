import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../../config/settings.js';
import { AuditLog } from './audit/audit-log.js';
import { Clock } from './clock/clock.js';
import { dataSourceOptions } from './database/data-source.js';
import { UnitOfWork } from './database/unit-of-work.js';
import './errors/platform.texts.js';
import { BossConnection } from './jobs/boss-connection.js';
import { Inbox } from './jobs/inbox.js';
import { Nightly } from './jobs/nightly.js';
import { Outbox } from './jobs/outbox.js';
import { PurgeTask } from './jobs/purge.task.js';
import { SubscriberRegistry } from './jobs/subscriber-registry.js';
import { Worker } from './jobs/worker.js';
import { WorkerPresence } from './jobs/worker-presence.js';
import { FolderObjectStore } from './storage/folder-object-store.js';
import { ObjectStore } from './storage/object-store.js';
import { S3ObjectStore } from './storage/s3-object-store.js';

const PARTS = [AuditLog, Inbox, Nightly, Outbox, PurgeTask, SubscriberRegistry, UnitOfWork, Worker];

@Module({})
export class PlatformModule {
  /** Visible to every module: it is the ground they stand on, not a neighbour (docs/adr/0008). */
  static on(databaseUrl: string, settings: Settings, clock: Clock): DynamicModule {
    const values = [
      { provide: Settings, useValue: settings },
      { provide: Clock, useValue: clock },
      { provide: BossConnection, useFactory: () => new BossConnection(databaseUrl) },
      { provide: WorkerPresence, useFactory: () => new WorkerPresence(databaseUrl) },
      { provide: ObjectStore, useFactory: () => openObjectStore(settings) },
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(databaseUrl, settings.database.poolSize),
          autoLoadEntities: true,
          retryAttempts: 3,
        }),
      ],
      providers: [...values, ...PARTS],
      exports: [...values.map((value) => value.provide), ...PARTS],
    };
  }
}

async function openObjectStore(settings: Settings): Promise<ObjectStore> {
  if (settings.storage.s3 === null)
    return new FolderObjectStore(join(settings.storage.varDir, 'objects'));
  const store = new S3ObjectStore(settings.storage.s3);
  await store.prepare();
  return store;
}
