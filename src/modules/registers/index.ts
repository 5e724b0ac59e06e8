export { type ArrivalOrder, type OutgoingNumberOrder, Registers } from './registers.js';
export { RegistersModule } from './registers.module.js';
