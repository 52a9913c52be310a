// SPDX-License-Identifier: MIT
import js from '@eslint/js';
import globals from 'globals';

// Correctness first, then the habits the page scripts keep. Page scripts run in Chromium 102 beside hostile pages.
const rules = {
    ...js.configs.recommended.rules,
    'consistent-return': 'error',
    'curly': ['error', 'multi-line'],
    'eqeqeq': ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
    'no-else-return': 'error',
    'no-eval': 'error',
    'no-implied-eval': 'error',
    'no-new-func': 'error',
    'no-param-reassign': 'error',
    'no-shadow': 'error',
    'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'none' }],
    'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
    'no-var': 'error',
    'object-shorthand': 'error',
    'prefer-const': 'error',
    'strict': ['error', 'safe'],
};

export default [
    { ignores: ['**/vendor/**', '**/*.min.js'] },
    {
        files: ['resources/js/**/*.js'],
        languageOptions: { ecmaVersion: 2022, sourceType: 'script', globals: { ...globals.browser, foray: 'writable' } },
        rules,
    },
    {
        // The user's code is put into these two, and keeps the mode it was written for.
        files: ['resources/js/pageworldrun.js', 'resources/js/pageworldpoll.js'],
        languageOptions: { globals: { FORAY_CODE: 'readonly' } },
        rules: { 'strict': 'off' },
    },
    {
        // Scripts of the demo site run as a page's own: the console is theirs, and the hostile page has its reasons.
        files: ['resources/demo/**/*.js'],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: 'script',
            globals: { ...globals.browser, site: 'readonly', token: 'readonly', productCard: 'readonly' },
        },
        rules: { ...rules, 'no-console': 'off', 'strict': 'off' },
    },
    {
        files: ['tests/**/*.mjs', 'tests/**/*.js'],
        languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: { ...globals.node, ...globals.browser } },
        rules: { ...rules, 'no-console': 'off' },
    },
];
