import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'documents.moved-on': {
    vi: 'Văn bản đã được {by}chuyển sang trạng thái "{stateName}"{at}. Nội dung đang nhập vẫn được giữ. Xem trạng thái mới.',
    en: 'The document has been moved to "{state}". Your text is kept. Look at the new state.',
  },
  'documents.seal-too-early': {
    vi: 'Chưa ký số cơ quan được: văn bản chưa có chữ ký số của người có thẩm quyền.',
    en: 'The agency cannot sign yet: the competent person has not.',
  },
  'documents.incoming-moved-on': {
    vi: 'Văn bản đến vừa được chuyển sang trạng thái "{stateName}". Nội dung đang nhập vẫn được giữ. Xem trạng thái mới.',
    en: 'The incoming document is now "{state}". Your text is kept. Look at the new state.',
  },
  'documents.approved-version-changed': {
    vi: 'Bản này không phải bản đã duyệt. Đề nghị trình lại để người có thẩm quyền duyệt bản mới.',
    en: 'This is not the version that was approved. Submit it again for approval.',
  },
  'documents.revision-moved-on': {
    vi: 'Văn bản vừa có bản mới hơn bản đang xem. Đề nghị xem bản mới rồi thực hiện lại.',
    en: 'There is a newer revision than the one you saw. Look at it and try again.',
  },
  'documents.annex-already-signed': {
    vi: 'Phụ lục "{name}" đã được ký số.',
    en: 'The annex "{name}" has been signed.',
  },
  'documents.annexes-not-signed': {
    vi: 'Chưa phát hành được: phụ lục chưa có chữ ký số của cơ quan ({names}). Đề nghị ký số cơ quan trước.',
    en: 'Cannot release: annexes lack the signature of the agency ({names}). Seal them first.',
  },
  'documents.copy-electronic-to-electronic': {
    vi: 'Không sao y, sao lục từ văn bản điện tử sang văn bản điện tử (NĐ 30/2020, Điều 25). Đề nghị chọn bản giấy hoặc trích sao.',
    en: 'An electronic document is not certified or copied to an electronic one (Decree 30/2020, article 25). Choose paper or an excerpt.',
  },
  'documents.copy-not-of-a-certified-copy': {
    vi: 'Sao lục chỉ được thực hiện từ bản sao y (NĐ 30/2020, Điều 25). Đề nghị chọn bản sao y làm nguồn.',
    en: 'A secondary copy is made of a certified copy only (Decree 30/2020, article 25). Choose a certified copy.',
  },
  'documents.copy-of-a-copy': {
    vi: 'Sao y, trích sao chỉ được thực hiện từ bản gốc, bản chính (NĐ 30/2020, Điều 3). Từ bản sao y chỉ thực hiện sao lục.',
    en: 'Certified copies and excerpts are made of originals only (Decree 30/2020, article 3). Of a certified copy a secondary copy is made.',
  },
  'documents.copy-pages': {
    vi: 'Trích sao cần ghi các trang được trích, ví dụ 1, 3-5, hoặc tệp phần trích đã tạo lập lại.',
    en: 'An excerpt names its pages, such as 1, 3-5, or the file in which the excerpt was set again.',
  },
  'documents.copy-page-range': {
    vi: 'Các trang được trích không thuộc văn bản: văn bản có {pages} trang.',
    en: 'These pages are not of the document, which has {pages}.',
  },
  'documents.copy-whole': {
    vi: 'Sao y và sao lục lấy toàn bộ văn bản, không chọn trang hoặc tệp khác.',
    en: 'Certified and secondary copies take the whole document: choose neither pages nor another file.',
  },
  'documents.copy-scan': {
    vi: 'Bản sao y này ở trên giấy. Đề nghị đính kèm bản quét của bản sao y đã ký, đóng dấu.',
    en: 'This certified copy is on paper. Attach the scan of the copy as signed and sealed.',
  },
  'documents.copy-signer': {
    vi: '{name} không có thẩm quyền ký bản sao của cơ quan tại thời điểm này.',
    en: '{name} may not sign copies for the agency at this time.',
  },
  'documents.nothing-to-copy': {
    vi: 'Chưa sao được: văn bản chưa có tệp, chưa vào sổ hoặc chưa phát hành.',
    en: 'Cannot copy: the document has no file, is not registered or not released.',
  },
  'documents.copy-moved-on': {
    vi: 'Bản sao đã chuyển sang bước khác. Đề nghị tải lại để xem trạng thái mới.',
    en: 'The copy has moved on. Reload to see its new state.',
  },
  'documents.mixed-batch': {
    vi: 'Các văn bản đã chọn cần những chứng thư số khác nhau. Đề nghị ký riêng từng nhóm.',
    en: 'The chosen documents need different certificates. Sign each group by itself.',
  },
  'documents.may-not-sign': {
    vi: '{person} không có thẩm quyền ký loại văn bản này của cơ quan ban hành. Đề nghị chọn người ký khác.',
    en: '{person} has no competence to sign this type for the issuing agency. Choose another signer.',
  },
  'documents.unknown-type': {
    vi: 'Không có loại văn bản "{typeCode}". Đề nghị chọn trong danh mục loại văn bản.',
    en: 'There is no document type "{typeCode}". Choose one of the list.',
  },
  'documents.other-space': {
    vi: 'Văn bản của cơ quan nhà nước và văn bản của Đảng đi theo hai luồng riêng. Đề nghị chọn cơ quan, đơn vị cùng khối.',
    en: 'Government and Party documents go separate ways. Choose an agency or unit of the same side.',
  },
  'documents.no-unit-head': {
    vi: '{unit} hiện chưa có người đứng đầu để trình. Đề nghị quản trị cập nhật tổ chức.',
    en: 'Nobody leads {unit} today, so there is no one to submit to. Ask the administrator.',
  },
  'documents.file-not-yours': {
    vi: 'Tệp này không do vai trò hiện tại tải lên. Đề nghị tải tệp lên rồi chọn lại.',
    en: 'This post did not upload that file. Upload it and choose again.',
  },
  'documents.fields-not-found': {
    vi: 'Chưa tìm thấy trên trang vị trí của: {names}. Đề nghị đặt vị trí trên trang văn bản rồi trình lại.',
    en: 'No place was found on the page for: {names}. Place them on the page and submit again.',
  },
  'documents.fields-do-not-fit': {
    vi: 'Vị trí "{field}" chưa dùng được ({reason}). Đề nghị đặt lại trong phạm vi trang.',
    en: 'The box "{field}" cannot be used ({reason}). Place it within the page.',
  },
  'documents.image-outside-field': {
    vi: 'Hình chữ ký phải nằm trong khung đã đặt trên trang; hình dấu giữ đúng vị trí và kích thước thật. Đề nghị chọn Về vị trí mặc định rồi ký lại.',
    en: 'The image has to stay within the field on the page; a seal keeps its place and real size. Choose the default place and sign again.',
  },
  'documents.already-signed-file': {
    vi: 'Tệp đã có chữ ký số nên không làm dự thảo được. Đề nghị tải lên bản chưa ký.',
    en: 'The file carries signatures, so it cannot be a draft. Upload an unsigned copy.',
  },
  'documents.no-open-opinion': {
    vi: 'Việc lấy ý kiến đã kết thúc hoặc ý kiến đã được gửi.',
    en: 'The round of opinions is closed, or the opinion has been given.',
  },
  'documents.no-seal': {
    vi: '{agency} không có con dấu; văn bản phát hành không cần ký số cơ quan.',
    en: '{agency} has no seal; release it without one.',
  },
  'documents.not-sealed': {
    vi: 'Chưa phát hành được: văn bản chưa có chữ ký số cơ quan. Đề nghị ký số cơ quan trước.',
    en: 'Not released: the agency’s signature is missing. Seal it first.',
  },
  'documents.not-a-reply': {
    vi: 'Không tìm thấy văn bản đến cần trả lời trong phạm vi của cơ quan.',
    en: 'No such incoming document to reply to within the agency.',
  },
  'documents.nothing-to-submit': {
    vi: 'Không tìm thấy dự thảo cần trình trong phạm vi của cơ quan.',
    en: 'No such draft of the agency to submit.',
  },
  'documents.invalid-signature': {
    vi: 'Chữ ký số không hợp lệ: nội dung đã thay đổi sau khi ký. Chỉ có thể trả lại nơi gửi.',
    en: 'The signature is not valid: the content changed after signing. It can only be returned.',
  },
  'documents.broken-signatures': {
    vi: 'Chưa phát hành được: {sentence}. Đề nghị hủy số và lập lại văn bản.',
    en: 'Not released: {sentence}. Void the number and draw the document up again.',
  },
  'documents.looks-duplicate': {
    vi: 'Có thể trùng với văn bản số đến {arrivalNumber} ngày {arrivedOn}. Nếu là văn bản khác, xác nhận rồi vào sổ.',
    en: 'It may be the same as arrival number {arrivalNumber} of {arrivedOn}. If it is another one, confirm and register.',
  },
  'documents.result-missing': {
    vi: 'Kết thúc mà không có văn bản trả lời thì cần ghi kết quả xử lý.',
    en: 'Completing without a reply needs the result in words.',
  },
  'documents.due-in-past': {
    vi: 'Thời hạn {dueOn} đã qua. Đề nghị chọn ngày từ hôm nay trở đi.',
    en: 'The deadline {dueOn} is over. Choose today or later.',
  },
});
