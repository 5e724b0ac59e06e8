import { citation, shortDate } from '../../../../libs/notation/index.js';

/** `Kế hoạch số 315/KH-UBND ngày 24/12/2025`. */
export function documentLabel(typeName: string, symbol: string, issuedOn: string): string {
  return citation({ form: 'government', typeName, symbol, date: shortDate(issuedOn) });
}
