import { Module } from '@nestjs/common';
import { OrganisationController } from './http/organisation.controller.js';
import { OrganisationDirectory } from './organisation-directory.js';
import { OrganisationSetup } from './organisation-setup.js';
import './organisation.texts.js';
import { FindMandatesQuery } from './queries/find-mandates.query.js';
import { FindPostsQuery } from './queries/find-posts.query.js';
import { FindUnitsQuery } from './queries/find-units.query.js';
import { ListDirectoryQuery } from './queries/list-directory.query.js';

@Module({
  controllers: [OrganisationController],
  providers: [
    FindUnitsQuery,
    FindPostsQuery,
    FindMandatesQuery,
    ListDirectoryQuery,
    OrganisationDirectory,
    OrganisationSetup,
  ],
  exports: [OrganisationDirectory, OrganisationSetup],
})
export class OrganisationModule {}
