import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useAgencies, useUnits } from '../../api/organisation';
import type { ConclusionItem, Review } from '../../api/reviews';
import { useSession } from '../../app/session-context';
import { ProblemNotice } from '../../components/problem-notice';
import { BothVersions, type VersionLine } from '../../components/both-versions';
import { day } from '../../components/format';
import type { Conflict } from '../../components/merge-versions';
import { useSharedDraft } from '../../components/use-shared-draft';
import { t, type TextKey } from '../../i18n';
import type { Conclusions } from './use-conclusions';

const DateField = lazy(() => import('../../components/date-field'));

type Props = {
  readonly review: Review;
  readonly conclusions: Conclusions;
  readonly item?: ConclusionItem;
  readonly codes?: readonly string[];
  readonly onClose: () => void;
};
type Form = {
  readonly text: string;
  readonly targetCodes: readonly string[];
  readonly responsibleId: string | null;
  readonly product: string;
  readonly dueOn: string | null;
};

/** One conclusion names one responsible agency, a product and a date. */
export function ConclusionForm({
  review,
  conclusions,
  item,
  codes = [],
  onClose,
}: Props): ReactNode {
  const key = `review.${review.id}.${item?.number ?? `new.${codes.join('.')}`}`;
  const stored = formOf(review, item, codes);
  const draft = useSharedDraft<Form>(key, { value: stored, version: review.version });
  const [asked, setAsked] = useState(false);
  const form = draft.value;
  const set = (change: Partial<Form>): void => {
    draft.set((old) => ({ ...old, ...change }));
  };
  const missing = (value: string | null): string | undefined =>
    asked && (value ?? '').trim() === '' ? t('common.required') : undefined;

  async function send(): Promise<void> {
    setAsked(true);
    const { text, responsibleId, product, dueOn, targetCodes } = form;
    if (text.trim() === '' || responsibleId === null || product.trim() === '' || dueOn === null)
      return;
    const written = { text, responsibleId, product, dueOn, targetCodes };
    const productTypeCodes = item?.productTypeCodes ?? [];
    await conclusions.writeItem(item?.id ?? null, { ...written, productTypeCodes });
    draft.settle({ value: form, version: review.version });
    onClose();
  }

  return (
    <form
      className="stack review-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send().catch(() => undefined);
      }}
    >
      <Textarea
        label={t('rev.conclusionText')}
        rows={3}
        autoFocus
        value={form.text}
        error={missing(form.text)}
        onChange={(event) => {
          set({ text: event.currentTarget.value });
        }}
      />
      <div className="review-form-row">
        <Responsible
          review={review}
          value={form.responsibleId}
          error={missing(form.responsibleId)}
          onChange={(responsibleId) => {
            set({ responsibleId });
          }}
        />
        <TextInput
          label={t('rev.product')}
          value={form.product}
          error={missing(form.product)}
          onChange={(event) => {
            set({ product: event.currentTarget.value });
          }}
        />
        <Suspense fallback={<TextInput label={t('rev.due')} disabled />}>
          <DateField
            label={t('rev.due')}
            value={form.dueOn}
            error={missing(form.dueOn)}
            onChange={(dueOn) => {
              set({ dueOn });
            }}
          />
        </Suspense>
      </div>
      <MultiSelect
        label={t('rev.covers')}
        data={review.findings.map(({ code, name }) => ({ value: code, label: `${code}. ${name}` }))}
        value={[...form.targetCodes]}
        onChange={(targetCodes) => {
          set({ targetCodes });
        }}
      />
      <BothVersions
        draft={draft}
        lineOf={(conflict) => versionLine(review, conflict)}
        onChosen={conclusions.reset}
      />
      {conclusions.error !== null && !draft.explains(conclusions.error) && (
        <ProblemNotice error={conclusions.error} />
      )}
      <div className="row row-end">
        <Button
          variant="default"
          onClick={() => {
            conclusions.reset();
            onClose();
          }}
        >
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={conclusions.pending} disabled={draft.conflicts.length > 0}>
          {t('rev.saveItem')}
        </Button>
      </div>
    </form>
  );
}

function formOf(review: Review, item: ConclusionItem | undefined, codes: readonly string[]): Form {
  if (item) {
    const { text, targetCodes, responsibleId, product, askedDueOn } = item;
    return { text, targetCodes, responsibleId, product, dueOn: askedDueOn };
  }
  return { text: '', targetCodes: codes, responsibleId: review.agencyId, product: '', dueOn: null };
}

const LABELS: Readonly<Record<string, TextKey>> = {
  text: 'rev.conclusionText',
  responsibleId: 'rev.owner',
  product: 'rev.product',
  dueOn: 'rev.due',
  targetCodes: 'rev.covers',
} satisfies Record<keyof Form, TextKey>;

function versionLine(review: Review, { path: [name = ''], stored, mine }: Conflict): VersionLine {
  const names = new Map([
    [review.agencyId, review.agencyName],
    ...review.items.map(
      ({ responsibleId, responsibleName }) => [responsibleId, responsibleName] as const,
    ),
  ]);
  const words = (value: unknown): string => {
    if (Array.isArray(value)) return value.join(', ');
    const text = typeof value === 'string' ? value : '';
    if (name === 'dueOn') return day(text);
    return name === 'responsibleId' ? (names.get(text) ?? '') : text;
  };
  const key = LABELS[name];
  return { label: key ? t(key) : name, stored: words(stored), mine: words(mine) };
}

type ResponsibleProps = {
  readonly review: Review;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (id: string | null) => void;
};

/** The agency under review first, then the committee's own bodies. */
function Responsible({ review, value, error, onChange }: ResponsibleProps): ReactNode {
  const { acting } = useSession();
  const agencies = useAgencies(acting.space).data ?? [];
  const units = useUnits(review.committeeId).data ?? [];
  const named = review.items.map(
    ({ responsibleId, responsibleName }) => [responsibleId, responsibleName] as const,
  );
  const choices = new Map<string, string>([
    [review.agencyId, review.agencyName],
    ...units.map(({ id, name }) => [id, name] as const),
    ...agencies.map(({ id, name }) => [id, name] as const),
    ...named,
  ]);
  return (
    <Select
      label={t('rev.owner')}
      searchable
      allowDeselect={false}
      data={[...choices].map(([id, name]) => ({ value: id, label: name }))}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
