import type { ReactNode } from 'react';
import type { OutgoingDetail } from '../../api/outgoing';
import { Badge } from '../../components/badge';
import { Section } from '../../components/section';
import { t, tCode } from '../../i18n';
import '../../components/data-list.css';

/** Nơi nhận as printed, and where each copy stands since the release. */
export function RecipientsSection({ document }: { readonly document: OutgoingDetail }): ReactNode {
  const waiting = document.deliveries.filter(
    ({ state }) => state === 'arrived' || state === 'to-register',
  );
  return (
    <Section title={t('doc.recipients')}>
      {document.recipients.length === 0 && <p className="muted">{t('doc.recipients.none')}</p>}
      <ul style={{ margin: 0, paddingLeft: 18, fontSize: '0.8125rem' }}>
        {document.recipients.map(({ printed, kind }, index) => (
          <li key={index}>
            {printed} <span className="muted">({tCode('out.recipient', kind)})</span>
          </li>
        ))}
      </ul>
      {document.deliveries.length > 0 && (
        <details open={document.deliveries.length <= 6}>
          <summary>
            {t('doc.deliveries')}: {document.deliveries.length - waiting.length}/
            {document.deliveries.length}
          </summary>
          <table className="data-table" aria-label={t('doc.deliveries')}>
            <tbody>
              {document.deliveries.map((delivery) => (
                <tr key={delivery.agencyId}>
                  <th
                    scope="row"
                    style={{
                      fontWeight: 400,
                      position: 'static',
                      background: 'none',
                      whiteSpace: 'normal',
                    }}
                  >
                    {delivery.agencyName}
                  </th>
                  <td>
                    <DeliveryState state={delivery.state} number={delivery.arrivalNumber} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Section>
  );
}

function DeliveryState({
  state,
  number,
}: {
  readonly state: string;
  readonly number: number | null;
}): ReactNode {
  if (state === 'returned') return <Badge tone="returned">{t('doc.delivery.returned')}</Badge>;
  if (number === null) return <Badge tone="waiting">{tCode('in.state', state)}</Badge>;
  return <Badge tone="released">{t('doc.delivery.registered', { number })}</Badge>;
}
