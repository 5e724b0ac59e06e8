import { createHash } from 'node:crypto';

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Dương',
  'Đào',
];
const WOMEN = [
  'Thị Hạnh',
  'Thị Thu Hà',
  'Thị Lụa',
  'Thanh Mai',
  'Thị Ngân',
  'Thị Bích Ngọc',
  'Thùy Linh',
  'Thị Oanh',
  'Thị Kim Phụng',
  'Thị Quế',
  'Thị Sáu',
  'Thị Tuyết',
];
const MEN = [
  'Văn An',
  'Đình Bình',
  'Quốc Cường',
  'Mạnh Dũng',
  'Hữu Đạt',
  'Văn Giang',
  'Trọng Hiếu',
  'Duy Khánh',
  'Công Lập',
  'Xuân Nghĩa',
  'Thế Quang',
  'Minh Tiến',
];

/** A name for a post that the data set does not name: always the same for the same post. */
export function inventedName(postCode: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const digest = createHash('sha256').update(`${postCode}/${attempt}`).digest();
    const given = (digest[0] ?? 0) % 2 === 0 ? WOMEN : MEN;
    const name = `${pick(FAMILY, digest[1])} ${pick(given, digest[2])}`;
    if (!taken.has(name)) return name;
  }
}

function pick(names: readonly string[], byte = 0): string {
  return names[byte % names.length] ?? '';
}
