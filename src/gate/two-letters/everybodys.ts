/**
 * What everybody abbreviates so, which a sentence around it tells nothing of: of programs and the like, of measures, forms of
 * companies, places, and words of sentences in capitals. Counted in published packages and manuals: each of these stands in
 * some of them, and the names of companies that are none of these in next to none.
 */
export const EVERYBODYS: ReadonlySet<string> = new Set(
  [
    'AC AE AF AI AR BI CC CI CP CR CS CT CV CX DB DC DH DL DM DX EC EE EF EN EQ EV FD FF FK FP FS GC GH GL GT HR HT HW IC ID IE IO IP IQ IR',
    'IV JP JS KI LE LF LS LT LV MD ML MQ MS NB NE OP OS PC PE PI PK PM PO PP PR PS QA QR RC RE RX SC SD SE SH SI SP SR SW TC TD TE TM TS TV TZ',
    'UA UB UI UX VB VC VI VM VR VS WB WG WP WS XL XP XR XT XY XZ ZK H1 H2 H3 V1 V2 V3 V8',
    'AM CM CW GB HD HQ HZ KB KG KM KW MB MM MP MW PB TB 1D 2D 3D 4D 2K 4K 8K 3G 4G 5G 6G',
    'AB AG BV KG KK NV OY PT SA UG',
    'CA CH CN DE EU FR IL IT MA MO NC NJ NY NZ OH PA TX UC UK UN US VA WA',
    'AJ DJ II IX JJ JR TJ XI XX',
    'AN AS AT BE BY DO GO HE HI IF IN IS ME MY NO OF OK ON OR SO TO UP WE DA DU ER ES IM JA OB UM WO ZU',
    'R&D Q&A B&B T&C I/O A/B N/A',
    'БД ВМ ГБ ИИ ИП ИТ КБ КГ КМ МБ ММ ОС ОТ ПК ПО РФ СМ ТБ ТВ ТЗ УК ФЗ ЦБ ЧП ЯЗ',
    'ВЫ ДА ЕЁ ИЗ МЫ НА НЕ НИ НО ОБ ОН СО ТО ТЫ УЖ',
  ].flatMap((line) => line.split(' ')),
);
