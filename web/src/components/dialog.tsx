import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';

/** There only while it is open: whoever closes it goes on where he opened it. */
export function Dialog(props: Omit<ModalProps, 'opened'>): ReactNode {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
  return <Modal opened {...props} />;
}
