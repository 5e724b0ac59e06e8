/** The functions of VGCA Sign Service, each at an address of its own on the signer's PC. */
const PATHS = {
  vgca_sign_approved: 'SignApproved',
  vgca_sign_issued: 'SignIssued',
  vgca_sign_copy: 'SignCopy',
  vgca_sign_appendix: 'SignAppendix',
} as const;
export type VgcaAct = keyof typeof PATHS;

/** As much of a WebSocket as this needs, so that a test can bring its own. */
export type VgcaSocket = {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: (() => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
};

export type VgcaConnection = {
  readonly address: string;
  readonly open: (url: string) => VgcaSocket;
};

export const VGCA_ADDRESS = 'wss://127.0.0.1:8987';

/** `absent`: no such program answers; `refused`: it did, and says why it did not sign. */
export type VgcaOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly message: string };

/**
 * Hands a call to the program and waits for its word, which may take the minutes that a signer
 * needs. `done` is only what it says: whether the document is signed, the server tells.
 */
export function callVgca(
  call: { readonly act: VgcaAct; readonly parameters: object },
  { address, open }: VgcaConnection,
): Promise<VgcaOutcome> {
  return new Promise((resolve) => {
    const socket = open(`${address}/${PATHS[call.act]}`);
    let isOpen = false;
    const end = (outcome: VgcaOutcome): void => {
      socket.onclose = null;
      socket.onerror = null;
      socket.close();
      resolve(outcome);
    };
    const lost = (): void => {
      end(isOpen ? { state: 'refused', message: '' } : { state: 'absent' });
    };
    socket.onopen = () => {
      isOpen = true;
      socket.send(JSON.stringify(call.parameters));
    };
    socket.onmessage = ({ data }) => {
      end(readReply(data));
    };
    socket.onerror = lost;
    socket.onclose = lost;
  });
}

function readReply(data: unknown): VgcaOutcome {
  try {
    const reply = JSON.parse(String(data)) as { Status?: unknown; Message?: unknown } | null;
    if (reply?.Status === 0) return { state: 'done' };
    return {
      state: 'refused',
      message: typeof reply?.Message === 'string' ? reply.Message : '',
    };
  } catch {
    return { state: 'refused', message: '' };
  }
}
