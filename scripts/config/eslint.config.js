import { fileURLToPath } from 'node:url';
import astro from 'eslint-plugin-astro';
import * as regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs as typescript } from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the house style forbids and no ready-made rule knows. */
const houseStyle = [
  {
    selector: 'ImportSpecifier[importKind="type"], ExportSpecifier[exportKind="type"]',
    message:
      'write `import type { X }` on its own line: a type among values still loads the module',
  },
  {
    selector:
      ':matches(ImportDeclaration, ImportExpression)[source.value=/^\\.{1,2}\\u002F(?!.*\\.\\w+(\\?\\w+)?$)/]',
    message: 'name the file with its ending, such as `./errors.ts`',
  },
  {
    // Declarations only: what calls a callback decides how many parameters it gets.
    selector:
      ':matches(FunctionDeclaration, MethodDefinition > FunctionExpression)[params.length>4]',
    message: 'take an options object',
  },
  { selector: 'TSEnumDeclaration', message: 'use a union of literals' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'use a module' },
  { selector: 'TSParameterProperty', message: 'declare the field' },
  { selector: 'Decorator', message: 'call a function' },
];

export default defineConfig(
  globalIgnores(['dist', '.astro', '.*.staging-*', '.*.previous-*']),
  typescript.strict,
  astro.configs.recommended,
  {
    plugins: { regexp },
    rules: {
      // The gate reads what nobody chose: on some text such a pattern would take hours.
      'regexp/no-super-linear-backtracking': 'error',
      'no-restricted-syntax': ['error', ...houseStyle],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 400 }],
      // `typeof import('x')` stays allowed, for what is loaded only when it is needed.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^(?:_|Props$)', caughtErrors: 'none' },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.d.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 50, skipComments: true }] },
  },
  {
    files: ['**/*.ts'],
    // The scripts inside .astro files are checked under invented names that TypeScript does not know.
    ignores: ['**/*.astro/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
