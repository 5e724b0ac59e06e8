import { TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { t } from '../i18n';

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** Asks the server when typing pauses, and never in the middle of a composed letter. */
export function SearchField({ value, onChange }: Props): ReactNode {
  const [text, setText] = useState(value);
  const [composing, setComposing] = useState(false);

  useEffect(() => {
    if (composing || text === value) return;
    const timer = window.setTimeout(() => {
      onChange(text);
    }, 350);
    return () => {
      window.clearTimeout(timer);
    };
  }, [text, value, composing, onChange]);

  return (
    <TextInput
      label={t('common.search')}
      type="search"
      value={text}
      w={280}
      maw="100%"
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onCompositionStart={() => {
        setComposing(true);
      }}
      onCompositionEnd={() => {
        setComposing(false);
      }}
    />
  );
}
