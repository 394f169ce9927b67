import type { RecordPost } from './record.ts';
import type { Purpose } from './reply-phrases.ts';

/** A purpose and why it was taken for that, as part of a sentence. */
export interface Guess {
  readonly purpose: Purpose;
  readonly because: string;
}

/** Words that say praise or complaint where the tone of a language is not read. Whole words, case apart. */
const CUES: Readonly<Record<string, { readonly praise: string; readonly complaint: string }>> = {
  de: {
    praise: 'danke|großartig|grossartig|toll|super|begeistert|klasse|wunderbar|hervorragend|empfehlenswert',
    complaint:
      'ärgerlich|enttäuscht|enttäuschend|schlecht|kaputt|furchtbar|katastrophe|unverschämt|funktioniert nicht|geht nicht|nie wieder',
  },
  fr: {
    praise: 'merci|génial|géniale|super|excellent|excellente|formidable|bravo|ravi|ravie|parfait|parfaite',
    complaint:
      'déçu|déçue|décevant|nul|nulle|catastrophe|inadmissible|scandaleux|horrible|ne marche pas|ne fonctionne pas|en panne',
  },
  es: {
    praise: 'gracias|genial|excelente|fantástico|fantástica|encantado|encantada|increíble|perfecto|perfecta',
    complaint:
      'decepcionado|decepcionada|decepcionante|pésimo|pésima|horrible|fatal|vergüenza|no funciona|estafa|nunca más',
  },
  it: {
    praise: 'grazie|fantastico|fantastica|ottimo|ottima|eccellente|perfetto|perfetta|bravissimi|complimenti',
    complaint:
      'deluso|delusa|deludente|pessimo|pessima|vergogna|orribile|disastro|non funziona|mai più|inaccettabile',
  },
  nl: {
    praise: 'bedankt|geweldig|fantastisch|uitstekend|prachtig|super|tevreden|complimenten|top',
    complaint:
      'teleurgesteld|teleurstellend|slecht|waardeloos|vreselijk|schandalig|werkt niet|nooit meer|kapot|ramp',
  },
  pt: {
    praise:
      'obrigado|obrigada|excelente|fantástico|fantástica|ótimo|ótima|incrível|perfeito|perfeita|parabéns',
    complaint:
      'decepcionado|decepcionada|péssimo|péssima|horrível|vergonha|não funciona|nunca mais|desilusão|desiludido|desiludida',
  },
};

const whole = (words: string) => new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'iu');
const WORDS = Object.entries(CUES).flatMap(([language, { praise, complaint }]) => [
  { language, purpose: 'complaint' as const, pattern: whole(complaint) },
  { language, purpose: 'praise' as const, pattern: whole(praise) },
]);

/** Asked of whoever reads: a question mark that ends a sentence, not one within an address. */
const ASKS = /[?？](?=[\s"'”’)\]!.…]|$)/u;

/**
 * What a post is for. A bad tone goes before a question: whoever is annoyed asks out of annoyance. A tone that is not
 * sure of itself decides nothing.
 */
export function purposeOf(post: Pick<RecordPost, 'kind' | 'text' | 'reading'>, language: string): Guess {
  const text = post.text.replace(/https?:\/\/\S+/gi, ' ');
  const tone = post.reading?.tone;
  const cued = WORDS.filter((one) => one.language === language).flatMap(({ purpose, pattern }) => {
    const word = pattern.exec(text)?.[0];
    return word === undefined ? [] : [{ purpose, because: `it says “${word}”` }];
  });
  const complaint = cued.find(({ purpose }) => purpose === 'complaint');
  if (tone?.label === 'negative') return { purpose: 'complaint', because: 'its tone is negative' };
  if (complaint) return complaint;
  if (post.kind === 'question') return { purpose: 'question', because: 'it was posted as a question' };
  if (ASKS.test(text)) return { purpose: 'question', because: 'it asks something' };
  if (tone?.label === 'positive') return { purpose: 'praise', because: 'its tone is positive' };
  return (
    cued[0] ?? { purpose: 'other', because: 'it neither asks, complains nor praises, as far as we can tell' }
  );
}

/** Death, illness, self-harm: nothing that a machine should have a friendly answer to. */
const GRAVE = whole(
  [
    'died|passed away|funeral|cancer|suicide|suicidal|killed|grief|miscarriage|rip',
    'gestorben|verstorben|beerdigung|krebs|suizid|selbstmord|trauer|trauern',
    'décédé|décédée|enterrement|obsèques|suicide|deuil',
    'murió|fallecido|fallecida|falleció|funeral|cáncer|suicidio|luto',
    'morto|morta|funerale|cancro|tumore|suicidio|lutto',
    'overleden|begrafenis|kanker|zelfmoord|rouw',
    'morreu|faleceu|funeral|câncer|cancro|suicídio|luto',
  ].join('|'),
);

export const isGrave = (text: string): boolean => GRAVE.test(text);
