import { describe, expect, it } from '@jest/globals';
import type { CopyEntryRow, OutgoingRow } from '../queries/register-filter.js';
import {
  COPY_COLUMNS,
  copyCells,
  INCOMING_COLUMNS,
  OUTGOING_COLUMNS,
  outgoingCells,
} from './register-cells.js';

const row: OutgoingRow = {
  id: '1',
  number: 1279,
  symbol: '1279/UBND-VP',
  issuedOn: '2026-08-20',
  documentId: null,
  typeCode: 'official-letter',
  typeName: 'Công văn',
  subject: 'V/v "đôn đốc"',
  signer: 'Đàm Quang Vinh',
  recipients: 'Các phòng',
  keptBy: 'VT, VP',
  copies: 1,
  dispatchedOn: null,
  receipt: '',
  note: '',
  voidReason: 'văn bản dừng phát hành',
  typeGroup: 'common',
};

const copy: CopyEntryRow = {
  id: '1',
  number: 13,
  symbol: '13/SY-UBND',
  issuedOn: '2026-08-24',
  copyId: '2',
  typeCode: 'certified-copy',
  subject: 'Nghị quyết 31/NQ-HĐND: về biên chế',
  signer: 'Trần Thị Bưởi',
  recipients: 'Các tổ dân phố\nTrạm Y tế',
  keptBy: 'VT',
  copies: 14,
  note: '',
};

describe('the printed and exported register', () => {
  it('has the ten legal columns', () => {
    expect(OUTGOING_COLUMNS).toHaveLength(10);
    expect(INCOMING_COLUMNS).toHaveLength(10);
    expect(outgoingCells(row)).toHaveLength(10);
    expect(COPY_COLUMNS).toHaveLength(10);
    expect(copyCells(copy)).toHaveLength(10);
  });

  it('puts the recipients of a copy on one line', () => {
    expect(copyCells(copy).slice(0, 6)).toEqual([
      '13/SY-UBND',
      '24/08/2026',
      'Sao y',
      'Nghị quyết 31/NQ-HĐND: về biên chế',
      'Trần Thị Bưởi',
      'Các tổ dân phố; Trạm Y tế',
    ]);
  });

  it('explains a number that is not used', () => {
    expect(outgoingCells(row)[9]).toBe('Số không sử dụng: văn bản dừng phát hành');
  });
});
