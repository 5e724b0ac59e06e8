import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationModule } from '../organisation/index.js';
import { RoutingController } from './http/routing.controller.js';
import { Assignment } from './persistence/assignment.entity.js';
import { Assignments } from './persistence/assignments.js';
import { RoutingImport } from './routing-import.js';
import { Routing } from './routing.js';
import './routing.texts.js';
import { HandDownUseCase } from './use-cases/hand-down/hand-down.use-case.js';
import { KeepPhrasesUseCase } from './use-cases/keep-phrases/keep-phrases.use-case.js';
import { MoveAssignmentUseCase } from './use-cases/move-assignment/move-assignment.use-case.js';

@Module({
  imports: [OrganisationModule, TypeOrmModule.forFeature([Assignment])],
  controllers: [RoutingController],
  providers: [
    Routing,
    RoutingImport,
    Assignments,
    MoveAssignmentUseCase,
    HandDownUseCase,
    KeepPhrasesUseCase,
  ],
  exports: [Routing, RoutingImport],
})
export class RoutingModule {}
