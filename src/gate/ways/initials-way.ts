import type { Way } from './way.ts';

/** Two letters are everywhere. */
const MIN_INITIALS = 3;
const SMALL_WORDS = new Set('of and the for und der die das für et de la du и в на'.split(' '));
/** Of a trade or a page, and words that whole sentences in capitals are made of. */
const EVERYBODYS = new Set(
  [
    'api app asc avg aws cad cdn cms cpu crm css csv dns dom eof erp eula faq gif gmt gnu gpl gps gpu html http https hr',
    'ide ios iot isc ist jpg json kpi lan led log max min mit mvp nan nda npm null osi pdf php png pos post put ram rest',
    'rfc rgb rgba rss saas sdk seo sla sms sql src ssh ssl sum svg tax tls todo ui uk un uri url usa usb utc utf ux vat',
    'vpn www xml zip рф ссср сша снг ндс фио',
    'all and any are but can end for get has have her him his how its let may new nor not now off one our out see set she',
    'the this that too two use was way who why with yes you your',
    'для или его они что как это так все при под над нет есть без',
  ].flatMap((line) => line.split(' ')),
);

/** `HVL` for Harbour Vale Logistics. */
export function* initialsWay(words: readonly string[]): Iterable<Way> {
  const letters = words.filter((word) => !SMALL_WORDS.has(word)).map((word) => word.charAt(0));
  const initials = letters.join('');
  if (letters.length < MIN_INITIALS || EVERYBODYS.has(initials)) return;
  yield {
    words: [[initials]],
    how: 'by its initials',
    severity: 'warning',
    // Tables of letters and packed data have those with accents, and `Æ` would be two.
    isOther: ({ written }) => /[\p{Ll}\u00C0-\u024F]/u.test(written),
  };
}
