import { isUnspaced } from '../needle.ts';
import type { Called } from './called.ts';
import { dotted } from './dotted.ts';

/**
 * The legal forms of companies as they stand behind names and before them, the common ones of ISO 20275 (Entity Legal
 * Forms), without their dots. People leave them out when they speak of a company.
 */
const BEHIND = [
  // German: the second one of a partnership is the form of its partner.
  'gmbh & co kgaa|gmbh & co kg|gmbh & co ohg|ug & co kg|ag & co kgaa|ag & co kg|se & co kgaa|se & co kg|& co kg',
  'ggmbh|gmbh|gesmbh|mbh|kgaa|ag|kg|ohg|gbr|ug|ek|eg|ev|se|partg mbb|gesellschaft mbh|aktiengesellschaft',
  'ug \\(?haftungsbeschränkt\\)?|gesellschaft mit beschränkter haftung',
  'co ltd|pty ltd|pte ltd|pvt ltd|private limited|public limited company|limited liability company',
  'ltd|limited|llc|llp|lllp|lp|inc|incorporated|corp|corporation|plc|pllc|cic',
  'sa de cv|s de rl de cv|sarl|sàrl|sasu|sas|sa|eurl|snc|scop|srl|srls|spa|sapa|slu|sl|ltda|lda|eireli',
  'bvba|bv|nv|vof|cv|sprl|aps|a/s|asa|as|ab|oyj|oy|ehf|hf',
  'sp z oo|sp k|sro|vos|zrt|nyrt|kft|bt|doo|dd|ad|eood|ood|oü|sia|uab|ltd şti|aş',
  'sdn bhd|bhd|tbk|kk|gk|pjsc|ojsc|cjsc|jsc',
  'ооо|оао|зао|пао|нао|ао|тоо',
];
const BEFORE = [
  'ооо|оао|зао|пао|нао|ао|ип|тоо|чп|одо|чуп|ано|фгуп|гуп|муп|фгбу|гбу|тов',
  'общество с ограниченной ответственностью|(?:публичное|закрытое|открытое|непубличное)? ?акционерное общество',
  'индивидуальный предприниматель',
  'ooo|oao|zao|pao|pt|société anonyme|ab',
];
/** These are words of a name as well, so that more than one other has to be left. */
const WORDS_BEHIND = 'company|& company|co|& co|& cie|cie';
const WORDS_BEFORE = 'the';
/** With no space between; the signs ㈱, ㈲ and ㍿ are these, too (Unicode, NFKC). */
const EAST_ASIAN =
  '株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)(?:社団|財団)法人|特定非営利活動法人|npo法人|医療法人(?:社団|財団)?|学校法人|社会福祉法人|宗教法人|独立行政法人|国立大学法人|股份有限公司|有限责任公司|有限責任公司|有限公司|주식회사|유한회사|\\([株有同合名資주유]\\)';

const EDGE = '[\\s"\'«»„“”‚‘’「」『』(),.]';
const ENDS = new RegExp(
  `(?:(?<=[\\s,.(»”"'])(?:${dotted(BEHIND.join('|'))})|(?:${EAST_ASIAN}))${EDGE}*$`,
  'iu',
);
const STARTS = new RegExp(
  `^${EDGE}*(?:(?:${dotted(BEFORE.join('|'))})(?=[\\s«„“"'])|(?:${EAST_ASIAN}))`,
  'iu',
);
const ENDS_IN_WORD = new RegExp(`(?<=[\\s,])(?:${dotted(WORDS_BEHIND)})${EDGE}*$`, 'iu');
const STARTS_WITH_WORD = new RegExp(`^${EDGE}*(?:${WORDS_BEFORE})(?=\\s)`, 'iu');
/** Brackets stay where they are closed, or open, in what is left. */
const AROUND = /^[\s"'«»„“”‚‘’「」『』),.]+|[\s"'«»„“”‚‘’「」『』(,.]+$/gu;

/** Russian names say first what a company is: `Торговый дом «Ромашка»`. */
const IN_QUOTES = /[«„“"]([^«»„“”"]+)[»”"]*$/u;

/** What a part of a group, or its site, is called after: people say the name before it. */
const DIVISION = new RegExp(
  '(?:[\\s-](?:' +
    'group|gruppe|groupe|gruppo|grupo|holdings?|international|global|worldwide|europe|emea|apac|asia|nordics?|iberia|' +
    'deutschland|germany|österreich|austria|schweiz|switzerland|france|italia|españa|uk|usa?|america|canada|japan|' +
    'россия|рус|rus|russia|групп|холдинг' +
    ')|ホールディングス|グループ|ジャパン|\\.(?:com|net|org|io|ai|app|dev|co|eu|de|ru|jp))$',
  'iu',
);
/** What a company does: many are called by the name before it. */
const TRADE = new RegExp(
  '(?:[\\s-](?:' +
    'logistics|logistik|software|systems?|systeme|solutions|technolog(?:y|ies)|tech|labs?|bank|insurance|versicherung(?:en)?|' +
    'capital|ventures|partners|consulting|advisory|media|digital|studios?|design|interactive|energy|energie|foods?|pharma|' +
    'pharmaceuticals|health|healthcare|airlines?|airways|motors|automotive|industries|engineering|construction|' +
    'retail|stores|markets?|trading|traders|services|products|supplies|works|brands|publishing|press|hotels?|resorts?|' +
    'properties|investments|finance|financial|biotech|medical|clinics?|research|enterprises|associates|shipping|transport|express|telecom|networks?|robotics|analytics|security|' +
    'финанс|логистика?|технологии|телеком|банк|маркет|медиа|строй|страхование|капитал|девелопмент' +
    ')|銀行|物流|商事|商店|建設|電機|製作所|製造|工業|産業|保険|証券|不動産|航空|運輸|食品|製薬|化学|システムズ?|ソフト(?:ウェア)?|テクノロジーズ?|研究所|デザイン)$',
  'iu',
);
/** What a company was called before, or is called as well, stands behind these. */
const OTHER_NAME =
  /[\s,(]+(?:formerly|previously|now|aka|a\.k\.a\.|dba|d\/b\/a|trading as|früher|vormals|ehemals|бывш\p{L}*\.?|ранее|旧)[\s:]+|\(旧(?:称)?[: ]*/iu;
/** Something said of it: `(UK)`, `(HRB 1234)`. */
const ASIDE = /\s*\([^()]*\)?/gu;

/**
 * The shorter names by which people call a company: without its legal form, what is said of it in brackets and what tells
 * it from others of its group; and by each of its names.
 *
 * @param written - as it is registered: `Harbour Europe GmbH & Co. KG (formerly Pelgrove)`.
 */
export function companyCalledBy(written: string): readonly Called[] {
  const names = written
    .normalize('NFKC')
    .split(OTHER_NAME)
    .map((part) => part.replace(/^([^()]*)\)\s*$/u, '$1'));
  return names
    .flatMap((name) => [
      ...ofOne(name, true),
      ...sidesOf(name).flatMap((side) => ofOne(side, false)),
    ])
    .filter(({ name }) => /\p{L}/u.test(name));
}

/** `Harbour / Pelgrove` may be two names, and `Bread / Butter` is one. */
function sidesOf(name: string): readonly string[] {
  const sides = name.split(/\s+\/\s+/);
  return sides.length > 1 ? sides : [];
}

function ofOne(written: string, isSure: boolean): readonly Called[] {
  const name = withoutLegalForm(written);
  const bare = withoutLegalForm(name.replace(ASIDE, ' '));
  const group = withoutDivisions(bare);
  const called = shortened(group, TRADE, 1);
  return [
    { name, isSure },
    { name: bare, isSure },
    { name: group, isSure: isSure && group === bare },
    ...(called === group || called.length < leastAlone(called) || ADJECTIVE.test(called)
      ? []
      : [{ name: called, isSure: false }]),
  ];
}

/** Russian adjectives are no names without what they are said of: `Новые технологии`. */
const ADJECTIVE = /^[а-яё]+(?:[ыио]й|[ая]я|[ое]е|[ыи]е)$/i;

/** A shorter word says too little without what follows it. */
function leastAlone(name: string): number {
  return isUnspaced(name) ? 3 : 4;
}

/**
 * `Harbour` for `Harbour GmbH & Co. KG`, `ケストレル` for `株式会社ケストレル`.
 *
 * @param name - in Unicode's form NFKC.
 */
function withoutLegalForm(name: string): string {
  let rest = name.replace(AROUND, '');
  for (;;) {
    const before = rest;
    rest = shortened(rest, ENDS, 1);
    rest = shortened(rest, STARTS, 1);
    rest = shortened(rest, STARTS_WITH_WORD, 2);
    rest = shortened(rest, ENDS_IN_WORD, 2);
    if (rest === before) break;
  }
  const quoted = IN_QUOTES.exec(rest)?.[1]?.replace(AROUND, '') ?? '';
  return /[а-яё]/i.test(quoted) ? withoutLegalForm(quoted) : rest;
}

function withoutDivisions(name: string): string {
  const rest = shortened(name, DIVISION, 1);
  return rest === name ? name : withoutDivisions(rest);
}

/** @returns what is left without a form, if that is so many words. */
function shortened(name: string, form: RegExp, least: number): string {
  const rest = name.replace(form, '').replace(AROUND, '');
  return rest.split(/[^\p{L}\p{N}]+/u).filter(Boolean).length >= least ? rest : name;
}
