import { Module } from '@nestjs/common';
import { OrganisationDirectory } from './organisation-directory.js';
import './organisation.texts.js';
import { FindMandatesQuery } from './queries/find-mandates.query.js';
import { FindPostsQuery } from './queries/find-posts.query.js';
import { FindUnitsQuery } from './queries/find-units.query.js';

@Module({
  providers: [FindUnitsQuery, FindPostsQuery, FindMandatesQuery, OrganisationDirectory],
  exports: [OrganisationDirectory],
})
export class OrganisationModule {}
