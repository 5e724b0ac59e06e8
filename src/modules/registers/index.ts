export { type ArrivalOrder, type OutgoingNumberOrder, Registers } from './registers.js';
export {
  type ImportedIncomingEntry,
  type ImportedOutgoingEntry,
  RegisterImport,
} from './register-import.js';
export { type CodedSheet, type PrintCoder, RegisterPrints } from './printing/register-prints.js';
export { RegistersModule } from './registers.module.js';
