export {
  throwawayPki,
  type ThrowawayPki,
} from '../../libs/pdf-signature/fixtures/throwaway-pki.js';
