import type { CopyEntry, IncomingEntry, OutgoingEntry } from '../../api/registers';
import type { ListColumn } from '../../components/data-list';
import { day } from '../../components/format';
import { t, tCode } from '../../i18n';

/** The columns of the printed registers (NĐ 30/2020, phụ lục IV), in their order. */
export function outgoingColumns(): readonly ListColumn<OutgoingEntry>[] {
  return [
    {
      id: 'symbol',
      header: t('reg.col.number'),
      width: 124,
      cell: (row) => <span className="num">{row.symbol}</span>,
    },
    {
      id: 'date',
      header: t('reg.col.date'),
      width: 90,
      cell: (row) => <span className="num">{day(row.issuedOn)}</span>,
    },
    {
      id: 'subject',
      header: t('reg.col.subject'),
      phone: 'title',
      cell: (row) => (
        <span className="cell-subject">
          {row.typeName}: {row.subject}
        </span>
      ),
    },
    { id: 'signer', header: t('reg.col.signer'), width: 110, cell: (row) => row.signer },
    {
      id: 'recipients',
      header: t('reg.col.recipients'),
      width: 110,
      cell: (row) => <span className="cell-subject">{row.recipients}</span>,
    },
    {
      id: 'kept',
      header: t('reg.col.keptBy'),
      width: 78,
      phone: 'hide',
      cell: (row) => row.keptBy,
    },
    {
      id: 'copies',
      header: t('reg.col.copies'),
      width: 52,
      phone: 'hide',
      cell: (row) => <span className="num">{row.copies}</span>,
    },
    {
      id: 'sent',
      header: t('reg.col.dispatched'),
      width: 90,
      phone: 'hide',
      cell: (row) => <span className="num">{day(row.dispatchedOn)}</span>,
    },
    {
      id: 'receipt',
      header: t('reg.col.receipt'),
      width: 74,
      phone: 'hide',
      cell: (row) => row.receipt,
    },
    {
      id: 'note',
      header: t('reg.col.note'),
      width: 84,
      cell: (row) => (row.voidReason ? t('reg.void', { reason: row.voidReason }) : row.note),
    },
  ];
}

export function incomingColumns(): readonly ListColumn<IncomingEntry>[] {
  return [
    {
      id: 'arrived',
      header: t('reg.col.arrivedOn'),
      width: 90,
      cell: (row) => <span className="num">{day(row.arrivedOn)}</span>,
    },
    {
      id: 'number',
      header: t('reg.col.arrivalNumber'),
      width: 52,
      cell: (row) => <span className="num">{row.number}</span>,
    },
    { id: 'author', header: t('reg.col.author'), width: 120, cell: (row) => row.author },
    {
      id: 'symbol',
      header: t('reg.col.number'),
      width: 124,
      cell: (row) => <span className="num">{row.symbol}</span>,
    },
    {
      id: 'issued',
      header: t('reg.col.date'),
      width: 90,
      cell: (row) => <span className="num">{day(row.issuedOn)}</span>,
    },
    {
      id: 'subject',
      header: t('reg.col.subject'),
      phone: 'title',
      cell: (row) => (
        <span className="cell-subject">
          {row.typeName}: {row.subject}
        </span>
      ),
    },
    { id: 'receiver', header: t('reg.col.receiver'), width: 120, cell: (row) => row.receiver },
    {
      id: 'handed',
      header: t('reg.col.dispatched'),
      width: 90,
      phone: 'hide',
      cell: (row) => <span className="num">{day(row.handedOn)}</span>,
    },
    {
      id: 'receipt',
      header: t('reg.col.receipt'),
      width: 74,
      phone: 'hide',
      cell: (row) => row.receipt,
    },
    { id: 'note', header: t('reg.col.note'), width: 84, phone: 'hide', cell: (row) => row.note },
  ];
}

/** The columns of the printed register of copies, in their order. */
export function copyColumns(): readonly ListColumn<CopyEntry>[] {
  return [
    {
      id: 'symbol',
      header: t('reg.col.copySymbol'),
      width: 124,
      cell: (row) => <span className="num">{row.symbol}</span>,
    },
    {
      id: 'date',
      header: t('reg.col.copyDate'),
      width: 96,
      cell: (row) => <span className="num">{day(row.issuedOn)}</span>,
    },
    {
      id: 'kind',
      header: t('copy.field.type'),
      width: 96,
      cell: (row) => tCode('copy.type', row.typeCode),
    },
    {
      id: 'subject',
      header: t('reg.col.copied'),
      phone: 'title',
      cell: (row) => <span className="cell-subject">{row.subject}</span>,
    },
    { id: 'signer', header: t('reg.col.signer'), width: 130, cell: (row) => row.signer },
    {
      id: 'recipients',
      header: t('reg.col.copyRecipients'),
      width: 150,
      cell: (row) => (
        <span className="cell-subject">{row.recipients.replace(/\s*\n\s*/g, '; ')}</span>
      ),
    },
    {
      id: 'kept',
      header: t('reg.col.keptBy'),
      width: 84,
      phone: 'hide',
      cell: (row) => row.keptBy,
    },
    {
      id: 'copies',
      header: t('reg.col.copies'),
      width: 60,
      phone: 'hide',
      cell: (row) => <span className="num">{row.copies}</span>,
    },
    { id: 'note', header: t('reg.col.note'), width: 84, phone: 'hide', cell: (row) => row.note },
  ];
}
