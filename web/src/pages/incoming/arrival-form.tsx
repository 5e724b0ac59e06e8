import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { actOnIncoming, type IncomingDetail } from '../../api/incoming';
import { ApiProblem } from '../../api/problem';
import { ActionDialog } from '../../components/action-dialog';
import { Facts } from '../../components/facts';
import { withoutEmpty } from '../../components/form-field';
import { day } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { t, tCode } from '../../i18n';
import { returnFields } from './incoming-actions';
import { SignatureVerdict } from './signature-verdict';

type Props = {
  readonly document: IncomingDetail;
  readonly onDone: (sentence: string) => void;
  readonly onConflict: () => void;
};

/** What the register wants; filled from the message, and only the doubtful left to type. */
export function ArrivalForm({ document, onDone, onConflict }: Props): ReactNode {
  const [returning, setReturning] = useState(false);
  const [notDuplicate, setNotDuplicate] = useState(false);
  const mayRegister = document.allowedActions.includes('register');
  const register = useMutation({
    mutationFn: () =>
      actOnIncoming<{ arrivalNumber: number }>(document.id, 'register', {
        confirmDuplicate: notDuplicate,
      }),
    onSuccess: ({ arrivalNumber }) => {
      onDone(t('in.registered', { number: arrivalNumber }));
    },
  });
  const looksDuplicate =
    document.duplicate !== null ||
    (register.error instanceof ApiProblem &&
      register.error.problem.code === 'documents.looks-duplicate');

  return (
    <form
      className="panel panel-pad stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayRegister && !register.isPending) register.mutate();
      }}
    >
      <h2>{t('in.fields')}</h2>
      <SignatureVerdict verdict={document.verdict} text={document.verdictText} />
      {document.duplicate && (
        <div className="notice notice-amber">
          <Link to={`/van-ban-den/${document.duplicate.id}`}>
            {t('in.warn.duplicate', {
              number: document.duplicate.arrivalNumber ?? '',
              date: day(document.duplicate.arrivedOn),
            })}
          </Link>
        </div>
      )}
      <Facts
        items={[
          [t('in.field.author'), document.author],
          [t('in.field.numberSymbol'), document.symbol],
          [t('in.field.issuedDate'), day(document.issuedOn)],
          [t('in.field.subject'), `${document.typeName}: ${document.subject}`],
          [t('out.field.signer'), document.signer],
          [t('in.field.channel'), tCode('in.channel', document.channel)],
          [t('in.field.urgency'), tCode('out.urgency', document.urgency)],
          [t('in.field.replyDue'), day(document.replyDueOn)],
        ]}
      />
      {looksDuplicate && (
        <Checkbox
          label={t('in.notDuplicate')}
          checked={notDuplicate}
          onChange={(event) => {
            setNotDuplicate(event.currentTarget.checked);
          }}
        />
      )}
      {register.isError && <ProblemNotice error={register.error} onRetry={onConflict} />}
      <Button
        type="submit"
        size="md"
        loading={register.isPending}
        disabled={!mayRegister || (looksDuplicate && !notDuplicate)}
      >
        {t('in.action.registerNext')}
      </Button>
      {document.allowedActions.includes('return') && (
        <Button
          variant="default"
          onClick={() => {
            setReturning(true);
          }}
        >
          {t('in.action.return')}
        </Button>
      )}
      {returning && (
        <ActionDialog
          formKey={`${document.id}.return`}
          spec={{
            action: 'return',
            label: t('in.action.return'),
            fields: returnFields(),
            initial: document.verdict === 'invalid' ? { reason: 'bad-signature' } : {},
            run: (values) => actOnIncoming(document.id, 'return', withoutEmpty(values)),
          }}
          onClose={() => {
            setReturning(false);
          }}
          onConflict={onConflict}
          onDone={() => {
            setReturning(false);
            onDone(t('in.returned'));
          }}
        />
      )}
    </form>
  );
}
