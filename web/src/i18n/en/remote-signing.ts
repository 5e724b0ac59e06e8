import type { remoteSigning as vi } from '../vi/remote-signing';

export const remoteSigning: Readonly<Record<keyof typeof vi, string>> = {
  'cert.enrol': 'Register the certificate',
  'cert.enrolled': 'The certificate is registered.',
  'cert.image': 'Image of signature or seal',
  'cert.image.format': 'PNG file with a transparent background.',
  'cert.image.hint':
    'PNG with a transparent background. Left empty, the last certificate’s image goes on.',
  'cert.period': 'valid {from} - {to}',
  'cert.asks.browser': 'authorise on the page of the service',
  'cert.asks.phone': 'confirmed on the phone',
  'cert.asks.pin': 'asks for a PIN',
  'cert.asks.one-time-code': 'asks for a one-time code',
  'cert.remote.title': 'Remote signing',
  'cert.remote.service': 'Remote signing service',
  'cert.remote.user': 'User identifier at the service',
  'cert.remote.user.hint': 'Citizen’s number or account known to the provider.',
  'cert.remote.find': 'Find certificates',
  'cert.remote.empty': 'This user has no certificate at the service.',
  'cert.remote.unusable':
    'cannot sign here: locked, expired, or confirmed in a way that the system cannot ask for',
  'cert.remote.none': 'No remote signing service is connected.',
  'cert.remote.confirm':
    'Register, then confirm on the phone: the service asks the certificate’s holder.',
  'cert.remote.secret': 'Secret of the certificate',
  'cert.remote.secret.hint':
    'PIN; if it also asks for a code: the PIN, a blank, then the code. Used once to register, never kept.',
  'cert.browser.enrol':
    'You will be sent to the page of the service to authorise, and back here afterwards.',
  'cert.browser.sign': 'Authorise on the page of the service',
  'cert.browser.working': 'Leaving for the page of the signing service ...',
  'cert.browser.hint':
    'This certificate is authorised on the page of the signing service, for as many documents at once as the service allows.',
  'cert.code.send': 'Send a one-time code',
  'cert.code.sent': 'The service has sent a code.',
  'cert.code.hint':
    'If the certificate also asks for a code: type the PIN, a blank, then the code.',
  'cert.phone.hint': 'No PIN here: press Sign, then confirm in the provider’s app on the phone.',
  'cert.vgca.title': 'USB token used through VGCA Sign Service',
  'cert.vgca.file': 'Certificate file',
  'cert.vgca.file.hint': 'The .cer file that the token’s program exports; the key stays on it.',
  'cert.vgca.sign': 'Sign with VGCA Sign Service',
  'cert.vgca.hint':
    'Plug in the token and start VGCA Sign Service: it asks for place and PIN for each document.',
  'cert.vgca.working': 'Waiting for VGCA Sign Service on this PC…',
  'cert.vgca.absent':
    'VGCA Sign Service does not answer on this PC. Install or start it, then sign again.',
  'cert.vgca.notSigned': 'The program has not sent the signed document. Sign again.',
};
