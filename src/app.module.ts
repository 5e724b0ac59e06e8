import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, Reflector } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import type { Settings } from '../config/settings.js';
import { DocumentsModule } from './modules/documents/documents.module.js';
import { FilesModule } from './modules/files/files.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { OrganisationModule } from './modules/organisation/organisation.module.js';
import { PlansModule } from './modules/plans/plans.module.js';
import { RegistersModule } from './modules/registers/registers.module.js';
import { ReviewsModule } from './modules/reviews/reviews.module.js';
import { RoutingModule } from './modules/routing/routing.module.js';
import { SigningModule } from './modules/signing/signing.module.js';
import { TasksModule } from './modules/tasks/tasks.module.js';
import type { Clock } from './platform/clock/clock.js';
import { AccessGuard } from './platform/http/access.guard.js';
import { HealthController } from './platform/http/health.controller.js';
import { IdempotencyInterceptor } from './platform/http/idempotency.interceptor.js';
import { RequestSeal } from './platform/http/request-seal.js';
import { PlatformModule } from './platform/platform.module.js';

@Module({})
export class AppModule {
  static on(databaseUrl: string, settings: Settings, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.on(databaseUrl, settings, clock),
        OrganisationModule,
        IdentityModule,
        FilesModule,
        RegistersModule,
        RoutingModule,
        SigningModule,
        DocumentsModule,
        TasksModule,
        PlansModule,
        ReviewsModule,
      ],
      controllers: [HealthController],
      providers: [
        RequestSeal,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        {
          provide: APP_INTERCEPTOR,
          useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
          inject: [Reflector],
        },
      ],
    };
  }
}
