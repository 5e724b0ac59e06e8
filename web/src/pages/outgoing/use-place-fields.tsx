import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  loadFields,
  placeFields,
  type FieldBox,
  type OutgoingDetail,
  type Rect,
  boxesOf,
} from '../../api/outgoing';
import { FieldBoxes } from '../../components/pdf/field-boxes';
import type { PageOverlay } from '../../components/pdf/pdf-viewer';
import { announce } from '../../components/toast';
import { t, tCode } from '../../i18n';

export type PlacingFields = {
  readonly active: boolean;
  readonly start: () => void;
  readonly stop: () => void;
  readonly overlay: PageOverlay | undefined;
  readonly save: () => void;
  readonly saving: boolean;
  readonly error: unknown;
  /** Boxes whose place was not found in the text and stands at a first guess. */
  readonly guessed: readonly string[];
};

/** A4 in points; where NĐ 30 puts each when the page's text does not tell. */
const GUESSES: readonly FieldBox[] = [
  { kind: 'text', name: 'SoVanBan', page: 0, rect: [85, 748, 255, 766] },
  { kind: 'text', name: 'NgayBanHanh', page: 0, rect: [300, 748, 545, 766] },
  { kind: 'signature', name: 'KyNhayNoiDung', page: 0, rect: [480, 340, 520, 357] },
  { kind: 'signature', name: 'KyNhayTheThuc', page: 0, rect: [85, 150, 125, 167] },
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [370, 190, 480, 250] },
  { kind: 'signature', name: 'CoQuan', page: 0, rect: [300, 170, 402, 272] },
];

/** While the draft is with those who wrote it, they say where number, date and signatures stand. */
export function usePlaceFields(document: OutgoingDetail, onSaved: () => void): PlacingFields {
  const [active, setActive] = useState(false);
  const [moved, setMoved] = useState<Readonly<Record<string, Partial<FieldBox>>>>({});
  const located = useQuery({
    queryKey: ['outgoing', document.id, 'fields', document.version],
    queryFn: () => loadFields(document.id),
    enabled: active,
  });
  const found = located.data ?? boxesOf(document.fields);
  const missing = GUESSES.filter(({ name }) => !found.some((box) => box.name === name));
  const boxes = [...found, ...missing].map((box) => ({ ...box, ...moved[box.name] }));
  const save = useMutation({
    mutationFn: () => placeFields(document.id, document.version, boxes),
    onSuccess: () => {
      setMoved({});
      setActive(false);
      announce(t('common.saved'));
      onSaved();
    },
  });

  const overlay: PageOverlay = (page, scale, pageHeight, pageWidth) => {
    return (
      <FieldBoxes
        boxes={boxes.map((box) => ({ ...box, label: tCode('doc.box', box.name) }))}
        page={page}
        scale={scale}
        pageHeight={pageHeight}
        pageWidth={pageWidth}
        onMove={(name, rect: Rect) => {
          setMoved((old) => ({ ...old, [name]: { ...old[name], rect } }));
        }}
        onPage={(name, to) => {
          setMoved((old) => ({ ...old, [name]: { ...old[name], page: to } }));
        }}
      />
    );
  };

  return {
    active,
    start: () => {
      setActive(true);
    },
    stop: () => {
      setMoved({});
      setActive(false);
    },
    overlay: active && located.isSuccess ? overlay : undefined,
    save: () => {
      save.mutate();
    },
    saving: save.isPending,
    error: save.error ?? located.error,
    guessed: active && located.isSuccess ? missing.map(({ name }) => tCode('doc.box', name)) : [],
  };
}
