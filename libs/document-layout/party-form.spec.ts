import { describe, expect, it } from '@jest/globals';
import { checkPartyForm } from './index.js';

const GOOD = `
    ĐẢNG BỘ TỈNH BẮC NINH          ĐẢNG CỘNG SẢN VIỆT NAM
    ĐẢNG ỦY PHƯỜNG TỪ SƠN
              *
         Số 97-TB/ĐU               Từ Sơn, ngày 21 tháng 8 năm 2026
                      THÔNG BÁO
   1. Ủy ban nhân dân phường thực hiện Kế hoạch số 02/KH-UBND.
Nơi nhận:                            T/M BAN THƯỜNG VỤ
- Lưu Văn phòng Đảng ủy.                 PHÓ BÍ THƯ
`;

describe('checkPartyForm', () => {
  it('finds nothing in a Party document', () => {
    expect(checkPartyForm(GOOD)).toEqual([]);
  });

  it('reads decomposed Vietnamese as well', () => {
    expect(checkPartyForm(GOOD.normalize('NFD'))).toEqual([]);
  });

  it.each([
    ['Quốc hiệu', `${GOOD}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`],
    ['Tiêu ngữ', `${GOOD}\nĐộc lập - Tự do - Hạnh phúc`],
    ['hai chấm', GOOD.replace('Số 97', 'Số: 97')],
    ['“./.”', GOOD.replace('KH-UBND.', 'KH-UBND./.')],
    ['T/M', GOOD.replace('T/M', 'Thay mặt')],
    ['TM.', `${GOOD}\nTM. ỦY BAN NHÂN DÂN`],
    ['dấu sao', GOOD.replace('*', '')],
    ['tiêu đề', GOOD.replace('ĐẢNG CỘNG SẢN VIỆT NAM', '')],
    ['Số 01-TB/ĐU', GOOD.replace('97-TB/ĐU', '7-TB/ĐU')],
    ['Dòng lưu', GOOD.replace('- Lưu Văn phòng', '- Lưu: VT')],
  ])('names what breaks the form: %s', (named, text) => {
    expect(checkPartyForm(text)).toContainEqual(expect.stringContaining(named));
  });
});
