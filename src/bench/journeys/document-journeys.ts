import { inTurn, throughOffice, throughProgram } from './journey.ts';
import type { Journey } from './journey.ts';

const asItIs: Journey = { name: 'as it is', travel: async (file) => file };

const qpdf = (name: string, ...args: readonly string[]): Journey =>
  throughProgram(name, ['qpdf', 'pdf'], (input, output) => [...args, input, output]);

/** What happens to PDF files. */
export const pdfJourneys: readonly Journey[] = [
  asItIs,
  qpdf('qpdf, linearized', '--linearize'),
  qpdf('qpdf, object streams', '--object-streams=generate', '--recompress-flate'),
  qpdf('qpdf, the first page only', '--pages', '.', '1', '--'),
  throughProgram('Ghostscript, pdfwrite', ['gs', 'pdf'], (input, output) => [
    ...['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-sDEVICE=pdfwrite'],
    ...['-o', output, input],
  ]),
  throughProgram('Poppler, printed to PDF', ['pdftocairo', 'pdf'], (input, output) => [
    '-pdf',
    input,
    output,
  ]),
];

/** What happens to text documents. */
export const documentJourneys: readonly Journey[] = [
  asItIs,
  throughOffice('LibreOffice, saved again', 'docx:MS Word 2007 XML'),
  inTurn(
    'LibreOffice, to ODT and back',
    throughOffice('', 'odt:writer8'),
    throughOffice('', 'docx:MS Word 2007 XML'),
  ),
  throughProgram('pandoc, to docx again', ['pandoc', 'docx'], (input, output) => [
    ...['--output', output],
    input,
  ]),
];

/** What happens to slides. */
export const slideJourneys: readonly Journey[] = [
  asItIs,
  throughOffice('LibreOffice, saved again', 'pptx:Impress MS PowerPoint 2007 XML'),
  inTurn(
    'LibreOffice, to ODP and back',
    throughOffice('', 'odp:impress8'),
    throughOffice('', 'pptx:Impress MS PowerPoint 2007 XML'),
  ),
];
