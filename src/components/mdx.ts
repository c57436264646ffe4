import Bar from './Bar.astro';
import BodyImage from './BodyImage.astro';
import Compare from './Compare.astro';
import Diagram from './Diagram.astro';
import EasterEgg from './EasterEgg.astro';
import RedactedFigure from './RedactedFigure.astro';
import WideTable from './WideTable.astro';

/** What a text may use without importing it. `Client`, `Withheld` and `Confidential` are gone by now. */
export const components = {
  Bar,
  Compare,
  Diagram,
  EasterEgg,
  RedactedFigure,
  img: BodyImage,
  table: WideTable,
};
