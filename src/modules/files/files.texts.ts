import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'files.too-large': {
    vi: 'Tệp vượt quá dung lượng cho phép ({limitMb} MB). Đề nghị chọn tệp nhỏ hơn; không nén, tách tệp đã ký số vì chữ ký sẽ mất.',
    en: 'The file is larger than allowed ({limitMb} MB). Choose a smaller one; compressing or splitting a signed file takes its signatures away.',
  },
  'files.missing': {
    vi: 'Kho tệp không trả được nội dung đã lưu. Đề nghị thử lại; nếu vẫn lỗi, báo quản trị hệ thống mã {sha256}.',
    en: 'The file store cannot hand out the stored content. Try again; if it persists, tell the administrator this code: {sha256}.',
  },
  'files.not-a-pdf': {
    vi: 'Tệp không phải PDF dù tên có đuôi .pdf. Đề nghị xuất lại văn bản thành PDF rồi tải lên.',
    en: 'This is not a PDF, whatever its name says. Export the document as PDF and upload it again.',
  },
  'files.encrypted': {
    vi: 'Tệp PDF đang đặt mật khẩu hoặc hạn chế quyền nên không ký số được. Đề nghị bỏ mật khẩu, xuất lại PDF rồi tải lên.',
    en: 'The PDF is encrypted, so it cannot be signed. Remove the password, export it again and upload.',
  },
  'files.broken': {
    vi: 'Tệp PDF bị hỏng, không đọc được: {reason}. Đề nghị xuất lại PDF từ văn bản gốc rồi tải lên.',
    en: 'The PDF is damaged and cannot be read: {reason}. Export it again from its source and upload.',
  },
  'files.no-file': {
    vi: 'Chưa chọn tệp. Đề nghị chọn một tệp PDF rồi tải lên.',
    en: 'No file was sent. Choose a PDF and upload it.',
  },
});
