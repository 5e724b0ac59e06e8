import { useMutation } from '@tanstack/react-query';
import {
  writeConclusions,
  type ConclusionItem,
  type NoConclusion,
  type Review,
  type WrittenItem,
} from '../../api/reviews';
import { announce } from '../../components/toast';
import { t } from '../../i18n';

export type Conclusions = {
  readonly mayWrite: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly reset: () => void;
  /** `null` adds one. */
  readonly writeItem: (id: string | null, item: WrittenItem) => Promise<void>;
  readonly removeItem: (id: string) => Promise<void>;
  readonly writeReason: (code: string, reason: string) => Promise<void>;
};

type Next = {
  readonly items: readonly WrittenItem[];
  readonly noConclusions: readonly NoConclusion[];
};

/** The list is written whole, on the version that was seen: two who conclude at once both learn of it. */
export function useConclusions(
  review: Review,
  { onSaved, onStale }: { onSaved: (review: Review) => void; onStale: () => void },
): Conclusions {
  const write = useMutation({
    mutationFn: ({ items, noConclusions }: Next) => writeConclusions(review, items, noConclusions),
    onSuccess: (saved) => {
      onSaved(saved);
      announce(t('common.saved'));
    },
    // The version that somebody else has saved meanwhile is fetched, to be seen beside what is typed.
    onError: onStale,
  });
  const save = async (next: Next): Promise<void> => {
    await write.mutateAsync(next);
  };
  const items = review.items.map((item) => ({ id: item.id, written: writtenOf(item) }));
  const { noConclusions } = review;
  return {
    mayWrite: review.actions.includes('write-conclusions'),
    pending: write.isPending,
    error: write.error,
    reset: write.reset,
    writeItem: (id, item) =>
      save({
        items:
          id === null
            ? [...items.map(({ written }) => written), item]
            : items.map((one) => (one.id === id ? item : one.written)),
        // A target that is concluded on needs no reason any more.
        noConclusions: noConclusions.filter(
          ({ targetCode }) => !item.targetCodes.includes(targetCode),
        ),
      }),
    removeItem: (id) =>
      save({
        items: items.filter((one) => one.id !== id).map(({ written }) => written),
        noConclusions,
      }),
    writeReason: (code, reason) =>
      save({
        items: items.map(({ written }) => written),
        noConclusions: [
          ...noConclusions.filter(({ targetCode }) => targetCode !== code),
          ...(reason === '' ? [] : [{ targetCode: code, reason }]),
        ],
      }),
  };
}

function writtenOf(item: ConclusionItem): WrittenItem {
  const { targetCodes, text, responsibleId, product, productTypeCodes, askedDueOn } = item;
  return { targetCodes, text, responsibleId, product, productTypeCodes, dueOn: askedDueOn };
}
