import { registerTexts } from '../../../../platform/errors/texts.js';

registerTexts({
  'signing.challenge-ended': {
    vi: 'Yêu cầu đăng ký chứng thư số đã hết hiệu lực. Đề nghị đăng ký lại từ đầu.',
    en: 'This registration is no longer waiting. Start it again.',
  },
});
