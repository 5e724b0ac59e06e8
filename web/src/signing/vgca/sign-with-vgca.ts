import type { Answer } from '../../api/answers';
import { get, post } from '../../api/client';
import { t } from '../../i18n';
import { callVgca, VGCA_ADDRESS, type VgcaConnection, type VgcaSocket } from './vgca-program';

const ON_THIS_PC: VgcaConnection = { address: VGCA_ADDRESS, open: openSocket };

function openSocket(url: string): VgcaSocket {
  const socket = new WebSocket(url);
  const plain: VgcaSocket = {
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
    send: (text) => {
      socket.send(text);
    },
    close: () => {
      socket.close();
    },
  };
  socket.onopen = () => plain.onopen?.();
  socket.onmessage = (event: MessageEvent<unknown>) => plain.onmessage?.({ data: event.data });
  socket.onerror = () => plain.onerror?.();
  socket.onclose = () => plain.onclose?.();
  return plain;
}

/** Why nothing was signed, as a sentence for the signer. */
export class VgcaNotSignedError extends Error {}

/** No such program answers on this PC. */
export class VgcaAbsentError extends Error {}

/**
 * Has the program on this PC sign what a request holds. Resolves when the server has taken the
 * signature; what the program says alone counts for nothing.
 *
 * @throws {VgcaAbsentError} no such program answers
 * @throws {VgcaNotSignedError} it refuses, or sent nothing that was taken
 */
export async function signWithVgca(
  requestId: string,
  connection: VgcaConnection = ON_THIS_PC,
): Promise<void> {
  const path = `/signing/requests/${requestId}/vgca`;
  const outcome = await callVgca(await post<Answer<'VgcaCall'>>(path), connection);
  if (outcome.state === 'absent') throw new VgcaAbsentError(t('cert.vgca.absent'));
  const { state } = await get<Answer<'VgcaRequestState'>>(path);
  if (state === 'applied') return;
  const reason = outcome.state === 'refused' ? outcome.message : '';
  throw new VgcaNotSignedError(reason === '' ? t('cert.vgca.notSigned') : reason);
}
