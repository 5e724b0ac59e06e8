import { useState, type ReactNode } from 'react';
import type { OutgoingDetail, Rect } from '../../api/outgoing';
import { FieldBoxes, type PlacedBox } from '../../components/pdf/field-boxes';
import type { PageOverlay } from '../../components/pdf/pdf-viewer';
import { placedBoxes } from './placed-boxes';

/** Which box each signing act fills. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'initial-content': 'KyNhayNoiDung',
  'initial-form': 'KyNhayTheThuc',
  sign: 'NguoiKy',
  seal: 'CoQuan',
};

export type SignaturePlace = {
  readonly overlay: PageOverlay | undefined;
  /** What to send with the act: only when the reader has moved the box. */
  readonly box: Rect | null;
  /** Page of the box, counted from 1; the viewer opens there. */
  readonly page: number;
  /** False: the place is shown, and stays. */
  readonly isMovable: boolean;
  readonly reset: () => void;
};

/**
 * The place of my signature over the page, before any PIN is asked for. The field stands since the
 * first signature; the image may be made smaller and moved within it. A seal keeps its real size.
 */
export function useSignaturePlace(document: OutgoingDetail): SignaturePlace {
  const [moved, setMoved] = useState<Rect | null>(null);
  const action = document.allowedActions.find((one) => one in FIELD_OF);
  const found = placedBoxes(document).find(({ name }) => name === FIELD_OF[action ?? '']);
  if (!found) {
    const reset = (): void => undefined;
    return { overlay: undefined, box: null, page: 1, isMovable: false, reset };
  }

  const isMovable = action !== 'seal';
  const box: PlacedBox = moved ? { ...found, rect: moved } : found;
  return {
    page: box.page + 1,
    box: moved,
    isMovable,
    reset: () => {
      setMoved(null);
    },
    overlay: (page, scale, pageHeight, pageWidth): ReactNode => (
      <>
        {moved && (
          <FieldBoxes
            boxes={[{ ...found, label: '' }]}
            {...{ page, scale, pageHeight, pageWidth }}
          />
        )}
        <FieldBoxes
          boxes={[box]}
          {...{ page, scale, pageHeight, pageWidth }}
          active={box.name}
          room={found.rect}
          onMove={
            isMovable
              ? (_, rect) => {
                  setMoved(rect);
                }
              : undefined
          }
        />
      </>
    ),
  };
}
