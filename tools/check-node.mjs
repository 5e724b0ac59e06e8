// Plain enough to be read by the old versions that it turns away.
const wanted = [20, 19];
const found = process.versions.node.split('.').map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error(
    'Cần Node.js ' +
      wanted.join('.') +
      ' trở lên, máy này đang dùng ' +
      process.versions.node +
      ': cài bản mới từ https://nodejs.org rồi chạy lại.' +
      ' (Node.js ' +
      wanted.join('.') +
      ' or newer is needed.)',
  );
  process.exit(1);
}
