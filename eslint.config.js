import tseslint from 'typescript-eslint';

const PROCESS_RULES = [
  { object: 'process', property: 'exit', message: 'Throw a SkepError; bin/run.js maps errors to exit codes.' },
  { object: 'process', property: 'env', message: 'Only bin/ and src/wiring.ts read the environment.' },
  { object: 'process', property: 'argv', message: 'Commands get their arguments from oclif.' },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'coverage/',
      'demo-out/',
      '.cache/',
      'test/golden/',
      '**/*.cjs',
      'bin/',
      'eslint.config.js',
      // A loader hook has no types, and node reads it before anything is compiled.
      'test/rig/*.mjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', ...PROCESS_RULES],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A class with only static members is what oclif asks a command to be.
      '@typescript-eslint/no-extraneous-class': 'off',
      // Reading bytes and wire formats in order is clearer with a bounded index loop that says `while (true)`.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
    },
  },
  { files: ['src/wiring.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['scripts/**', 'test/**', 'vitest.config.ts'],
    rules: {
      'no-restricted-properties': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      // Fixtures are shaped by hand and read back as unknown JSON.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
