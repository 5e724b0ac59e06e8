import { boxesOf, type OutgoingDetail } from '../../api/outgoing';
import type { PlacedBox } from '../../components/pdf/field-boxes';
import { tCode } from '../../i18n';

/** The boxes of a document with their names in words. */
export function placedBoxes(document: OutgoingDetail): readonly PlacedBox[] {
  return boxesOf(document.fields).map(({ name, kind, page, rect }) => ({
    name,
    kind,
    page,
    rect,
    label: tCode('doc.box', name),
  }));
}
