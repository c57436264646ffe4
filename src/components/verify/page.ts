import { Sheet } from './sheet.ts';

// The script of the verify page: what a person gives and is shown. The program that looks is another one.
new Sheet().start();
