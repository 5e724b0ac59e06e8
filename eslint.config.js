import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const clockOnly = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Inject Clock: legal time has one source.',
};
const noDateNow = {
  selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'Inject Clock: legal time has one source.',
};

export default tseslint.config(
  {
    ignores: ['node_modules/', 'dist/', 'dist.*/', 'var/', 'web/dist/', 'web/src/api/schema.d.ts'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Nest declares its option objects as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/max-params': ['error', { max: 6 }],
      complexity: ['error', 12],
      'max-depth': ['error', 3],
    },
  },
  {
    files: ['src/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/*.{spec,itest}.ts', 'src/main.ts'],
    rules: {
      'no-restricted-syntax': ['error', clockOnly, noDateNow],
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Settings come from config/.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: ['forwardRef', 'Global'],
              message: 'Cycles are designed away; modules import what they use.',
            },
          ],
        },
      ],
    },
  },
  {
    files: [
      '**/*.{spec,itest,e2e}.ts',
      'migrations/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
      'web/**/*.tsx',
    ],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 500 }] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
);
