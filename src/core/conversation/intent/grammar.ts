import { Openings } from './openings.ts';

/** A turn of phrase that hints at an intent. What it says stands in the reasons, so it is written for people. */
interface Turn {
  readonly says: string;
  readonly pattern: RegExp;
}

const turn = (says: string, pattern: RegExp): Turn => ({ says, pattern });

const NOT_WORKING =
  /\b(?:(?:do|does|did|is|are|was)(?: not|n['’]?t)|won['’]?t|can(?:not|['’]?t)|stopped|no longer|never) (?:even )?(?:works?|working|load|loading|open|start|sync|save|log ?in|connect|play|show|update|download)/i;
const NO_ANSWER =
  /\b(?:no(?:body| one| reply| answer| response|t one)|never (?:called|replied|answered|came|arrived)|ignor(?:ed|ing) (?:me|my|us)|hung up|no[- ]shows?)\b/i;
const VERDICT =
  /\b(?:worst|terribl[ey]|horribl[ey]|awful|disgust\w*|disgrace\w*|unacceptable|ridiculous|useless|pathetic|joke|shame\w*|rubbish|garbage|crap|appalling|shocking|disappoint\w*|frustrat\w*|annoy\w*|fed up|sick of|tired of|rip[- ]?off|scam|waste of|not happy|unhappy|poor(?:ly)?|sucks?|fail)\b/i;
const HARM =
  /\b(?:died?|dead|deaths?|killed|injur\w*|hurt|burn(?:s|ed|t)|hospital|ambulance\w*|poison\w*|explo\w*|evacuat\w*|toxic|contaminat\w*|salmonella|collapsed?|caught fire|on fire|fires?)\b/i;
const LAW =
  /\b(?:lawsuit|su(?:e|es|ing)|court|class action|lawyers?|solicitor|police|arrest\w*|prosecut\w*|investigat\w*|regulator\w*|fraud|bribe\w*|whistleblower|watchdog|authorit(?:y|ies))\b/i;
const DATA =
  /\b(?:breach\w*|hack(?:ed|ers?|s)?|leak(?:ed|s)?|ransomware|stolen|phishing|cyber\w*|dark web|exposed)\b/i;
const WANTS =
  /\b(?:(?:would|it['’]?d|could) (?:be|really be) (?:so |really |very )?(?:great|nice|good|cool|helpful|useful|handy|lovely|awesome|perfect|better)|would (?:really )?(?:love|like) (?:to (?:see|be able|have)|an?|the|more|this)|wish (?:you|there|i|it|the|we)|if only|hope (?:you|they|to see))\b/i;
const PLEASE_ADD =
  /\b(?:please|pls|plz|can you|could you|can we|should) (?:please )?(?:add|bring back|make|let|allow|include|support|offer|consider|introduce|give us|have|enable|put|implement|fix it so)\b/i;
const LEAVING =
  /\b(?:switch(?:ed|ing)?(?: \w+){0,4} (?:to|from|away)|(?:i|we)(?:['’]?m| am|['’]?re| are)? (?:leaving|leave|gone|out|done)|not (?:coming back|renew\w*)|won['’]?t (?:be back|renew|buy|use|order)|never (?:again|(?:\w+ )?(?:buy|buying|order|ordering|fly|flying|use|using|shop|come|coming))|last (?:time|straw|order|month with)|uninstall\w*|delet(?:e|ed|ing) (?:my|the|this)|(?:good)?bye|alternatives? to|los[et] a? ?(?:loyal )?(?:customer|regular)|done with|jump ship|competitors?|elsewhere)\b/i;
const CANCELLING =
  /\b(?:cancel(?:l?ing|l?ed)? (?:my|our|the|this|everything|it)|clos(?:e|ed|ing) (?:my|our|the|all) (?:\w+ )?accounts?|terminat\w+|unsubscribe\w*|end (?:my|our) (?:contract|membership)|notice of cancellation|how (?:do|can) i (?:cancel|quit|leave))\b/i;
const PRICE =
  /\b(?:how much|prices?|pricing|costs?|quote|rates?|discounts?|promo|coupon|voucher code|deals?|offers?|instal?lments|financing|budget|tariff)\b/i;
const BUYING =
  /\b(?:buy|buying|purchase|(?:pre-?)?order (?:one|two|a|the|it)|to order|i['’]?d order|in stock|in the market|looking (?:for|to)|thinking (?:of|about)|interested in|sign(?:ing)? up|subscrib\w+|upgrade|reserve|book|apply|recommend\w*|where (?:can|do) i (?:get|buy)|demo|worth it|licen[cs]es?|lease)\b/i;

/** Found in a text they are features of the model, which weighs them: none decides alone. */
export const TURNS: readonly Turn[] = [
  turn('asks', /\?/),
  turn('ends in a question', /\?\s*(?:[#@]\S+\s*)*$/),
  turn(
    'begins like a question',
    /^(?:\s*@\S+)*\s*(?:(?:hi|hey|hello|so|ok)\b[ ,!.]*)?(?:how|what|where|when|who|which|why|is|are|do|does|did|can|could|will|would|has|have|anyone|should)\b/i,
  ),
  turn(
    'asks for help',
    /\b(?:how (?:do|can|to|could|should)|is there (?:a|any) (?:way|chance)|(?:can|could) (?:you|someone|anyone|u) (?:please )?(?:tell|explain|help|check|confirm|say)|(?:does|do) (?:anyone|anybody|you guys|you)|any(?:one|body) know|has any(?:one|body))\b/i,
  ),
  turn(
    'asks in anger',
    /\b(?:why (?:on earth|the hell|do i have|can['’]?t|won['’]?t|is it so|does nobody)|how (?:is|can) (?:that|this|it|a|you)|how hard|what am i|what the|seriously)\b.*\?/i,
  ),
  turn(
    'still waits',
    /\b(?:still (?:waiting|no|not|nothing|haven['’]?t|hasn['’]?t|isn['’]?t|says?|stuck)|on hold|(?:been|kept) waiting|waited|for (?:\d+|two|three|four|five|six|ten) (?:hours|days|weeks|months)|late again|(?:hours|days|weeks|months) (?:late|now|later))\b/i,
  ),
  turn('addresses somebody', /^\s*[."]?@\w/),
  turn(
    'happens again',
    /\b(?:keeps? \w+ing|(?:once|yet) again|every (?:single )?(?:time|day|night|evening|week)|(?:second|third|fourth|2nd|3rd|4th|5th) time|all the time)\b/i,
  ),
  turn('got no answer', NO_ANSWER),
  turn('judges harshly', VERDICT),
  turn(
    'something went wrong',
    /\b(?:wrong|broken|missing|damaged|smashed|faulty|lost my|charged (?:me|twice|for)|(?:over|double) ?charged|refus\w+|rude|no help|delay(?:ed|s)?|cancelled (?:my|our|the)|incorrect|messed up|ruined)\b/i,
  ),
  turn(
    'mocks',
    /\b(?:thanks for nothing|nice one|cheers|way to go|great,? another|oh great|great job|well done|brilliant|wonderful|lovely|(?:bravo))\b.*\b(?:again|another|nothing|late|broken|down|wrong|waiting|cancel\w*)\b/i,
  ),
  turn(
    'it crashes',
    /\b(?:crash\w*|freez\w+|froze|glitch\w*|bugs?|buggy|error|hangs|stuck (?:on|at)|black screen|white screen|blank|force clos\w+|log(?:s|ged|ging) (?:me|us) out|reboots?|spinning)\b/i,
  ),
  turn('it does not work', NOT_WORKING),
  turn(
    'since an update',
    /\b(?:since|after) (?:the |this |last |latest |new |recent |an )*(?:update|upgrade|version|patch|firmware)\b/i,
  ),
  turn('wishes', WANTS),
  turn('asks to add', PLEASE_ADD),
  turn(
    'suggests',
    /\b(?:feature request|suggestions?|idea|needs? (?:a|an|to have|more|the)|options? (?:to|for)|ability to|how about|any (?:chance|plans)|only thing missing|lacks?|you should|there should be)\b|^add (?:an?|the|more|some)\b/i,
  ),
  turn(
    'praises',
    /\b(?:love(?:d|ly)?|best|great|awesome|amazing|excellent|perfect(?:ly)?|fantastic|brilliant|wonderful|superb|delicious|gorgeous|kudos|shout ?out|props|legends?|well done|impressed|(?:five|5) stars|10\/10|works like a charm|favou?rite|highly recommend\w*)\b/i,
  ),
  turn('thanks', /\b(?:thanks?(?: you)?|thx|grateful|thank)\b/i),
  turn('speaks of prices', PRICE),
  turn('wants to buy', BUYING),
  turn('cancels', CANCELLING),
  turn('leaves for others', LEAVING),
  turn('wants money back', /\b(?:refund\w*|money back|reimburse\w*|compensat\w+)\b/i),
  turn(
    'speaks for the press',
    /\b(?:journalist|reporter|journo\w*|correspondent|columnist|newsroom|newspaper|magazine|editor|podcast|documentary|broadcast|radio|(?:tv|television|camera) (?:crew|team|show|producer)|press (?:office|contact|kit|pack|team|enquir\w+|question|release|card|samples|law|tickets)|media (?:enquir\w+|contact|relations|request|team|accreditation))\b/i,
  ),
  turn(
    'asks for a comment',
    /\b(?:(?:for|a|your|any|wanted|seeking|on) (?:comment|statement|reaction)|comment (?:on|for|by|before)|interview\w*|deadline|spokes\w+|right (?:of|to) (?:reply|respond)|before (?:we )?(?:publi\w+|print)|go(?:es)? to p(?:rint|ress)|(?:an?|my|our|this) (?:article|story|piece|feature|report)|on the record|embargo\w*|quote you)\b/i,
  ),
  turn('somebody is harmed', HARM),
  turn('law or police', LAW),
  turn('data is out', DATA),
  turn(
    'many are hit',
    /\b(?:(?:nation|world)wide|thousands|millions?|hundreds|everyone|everybody|whole (?:city|town|network|country)|entire|all (?:over|customers|flights|cards)|outage|stranded|chaos|mass(?:ive)?)\b/i,
  ),
  turn(
    'an outcry',
    /\b(?:boycott\w*|scandal|outrage\w*|trending|viral|protest\w*|strike|resigns?|recall(?:s|ed)?|shut down|covered up|racist|everywhere)\b/i,
  ),
];

const openings = new Openings(TURNS.map(({ pattern }) => pattern));

/** The turns of phrase that a text has, by what they say. */
export function turnsIn(text: string): readonly string[] {
  const says: string[] = [];
  openings.read(text);
  for (let i = 0; i < TURNS.length; i++) {
    const turn = TURNS[i];
    if (turn && openings.has(i) && turn.pattern.test(text)) says.push(turn.says);
  }
  return says;
}
