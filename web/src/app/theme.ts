import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { t } from '../i18n';
import type { Language } from '../i18n/language';

/** The red of a seal; shade 7 is the accent. */
const seal: MantineColorsTuple = [
  '#fdf0ef',
  '#f8dad8',
  '#eeb1ad',
  '#e4867f',
  '#d9615a',
  '#c63f39',
  '#b12a27',
  '#9b1c1c',
  '#811616',
  '#681111',
];

/** Blue ink: what a person signed or is asked to do. */
const person: MantineColorsTuple = [
  '#eef4fd',
  '#d8e4f7',
  '#aec7ee',
  '#82a8e5',
  '#5e8edd',
  '#3c70c8',
  '#2a5db0',
  '#1f4e9c',
  '#193f80',
  '#133164',
];

/** Made anew when the language changes: closing a dialog is named in it. */
export function makeThemeFor(language: Language): MantineThemeOverride {
  return createTheme({
    primaryColor: 'seal',
    primaryShade: { light: 7, dark: 6 },
    colors: { seal, person },
    fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif" },
    defaultRadius: 'sm',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: { defaultProps: { size: 'sm' } },
      Modal: {
        defaultProps: {
          centered: true,
          transitionProps: { duration: 0 },
          closeButtonProps: { lang: language, 'aria-label': t('common.close') },
        },
      },
    },
  });
}

/** Hints and placeholders dark enough to read on an old screen (contrast AA). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#57514a', '--mantine-color-placeholder': '#6b645c' },
  dark: { '--mantine-color-dimmed': '#c3bcb3', '--mantine-color-placeholder': '#aaa299' },
});
