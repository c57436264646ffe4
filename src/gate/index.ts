export type { Decompressor, GatePorts, Layer } from './decoder.ts';
export { hasErrors, renderFindings } from './findings.ts';
export type { Finding } from './findings.ts';
export { scanFiles } from './scan.ts';
export type { GateFile, ScanResult } from './scan.ts';
export type { GateTerm, TermKind } from './term.ts';
