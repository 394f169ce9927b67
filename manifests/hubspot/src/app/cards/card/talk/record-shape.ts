/** What the card reads of the answer of `GET /api/v1/records/{contactId}?with=around`. Times are ISO 8601. */
export interface CardRecord {
  readonly contact: { readonly id: string; readonly name?: string | undefined };
  /** Made up, for the sample workspace. */
  readonly sample: boolean;
  readonly headlines: readonly Headline[];
  /** Linked, by Kith or by a person. */
  readonly profiles: readonly CardProfile[];
  readonly suggestions: readonly CardProfile[];
  readonly refused: readonly CardProfile[];
  readonly conversations: readonly CardPost[];
  /** What the conversations keep coming back to. */
  readonly keyphrases?: readonly { readonly phrase: string; readonly posts: number }[] | undefined;
  readonly signals: readonly Signal[];
  /** Fields of HubSpot's own that an administrator mapped. */
  readonly fields: readonly MappedField[];
  readonly consent: {
    readonly basis: string;
    readonly says: string;
    /** Networks whose terms ask for this person's consent; an older Kith names none. */
    readonly networks?: readonly NetworkConsent[] | undefined;
  };
  readonly freshness: readonly Freshness[];
  readonly acts: readonly Act[];
  /** What HubSpot knows around the contact; absent where it was not asked. */
  readonly around?: readonly Item[] | undefined;
  /** Whom of the account's contacts they reach; absent where nobody is known, or from an older Kith. */
  readonly reaches?: Reaches | undefined;
  /** What the rights of the account allow: `tickets`, `tasks`, `notes` … */
  readonly abilities?: readonly string[] | undefined;
}

export interface Reaches {
  readonly says: string;
  readonly people: readonly {
    readonly name: string;
    readonly account?: string | undefined;
    readonly deals: readonly {
      readonly title: string;
      readonly worth?: string | undefined;
      readonly url: string;
    }[];
  }[];
  /** Kith's own page, with the picture. */
  readonly url?: string | undefined;
}

export interface Headline {
  readonly about: 'who' | 'whom they move' | 'what they said';
  readonly text: string;
  readonly sources: readonly Source[];
}

export interface Source {
  readonly name: string;
  readonly url: string;
}

export interface CardProfile {
  readonly network: string;
  readonly networkTitle: string;
  readonly id: string;
  readonly handle: string;
  readonly url: string;
  readonly name?: string | undefined;
  readonly bio?: string | undefined;
  readonly location?: string | undefined;
  readonly employer?: string | undefined;
  readonly followers?: number | undefined;
  readonly standing: string;
  readonly link: Link;
  readonly influence?: Influence | undefined;
  /** Who turns to it the most; absent where nobody may be named. */
  readonly engagers?: readonly Source[] | undefined;
}

export interface Link {
  readonly status: 'auto' | 'suggested' | 'confirmed' | 'rejected';
  /** 0 to 1. */
  readonly probability: number;
  /** `Kith`, or the person who said so. */
  readonly decidedBy: string;
  readonly because: string;
  readonly start?: { readonly says: string; readonly bits: number } | undefined;
  readonly evidence: readonly Evidence[];
  readonly counterEvidence: readonly Evidence[];
}

export interface Evidence {
  readonly tier: 'verified' | 'stated' | 'agrees' | 'differs';
  readonly says: string;
  readonly url?: string | undefined;
  /** Base 2 logarithm of how many times likelier it makes the link; negative against it. */
  readonly bits?: number | undefined;
}

export interface Because {
  readonly part: string;
  readonly says: string;
}

export interface TopicInfluence {
  readonly name: string;
  readonly percentile: number;
  readonly interval: readonly [number, number];
  readonly because: readonly Because[];
}

/** Percentiles from 0 to 100. */
export type Influence =
  | {
      readonly known: true;
      readonly percentile: number;
      readonly interval: readonly [number, number];
      readonly among: number;
      readonly because: readonly Because[];
      /** What should be known before it is relied on. */
      readonly warning?: string | undefined;
      /** The same on what the account's listening rules name, most first. */
      readonly topics?: readonly TopicInfluence[] | undefined;
    }
  | { readonly known: false; readonly says: string };

export interface CardPost {
  /** What it is about in the words of the account's listening rules, and whether these name us or a rival. */
  readonly topics?: readonly Topic[] | undefined;
  /** Where the same person said the same. */
  readonly alsoOn?:
    readonly { readonly network: string; readonly networkTitle: string; readonly url: string }[] | undefined;
  readonly network: string;
  readonly networkTitle: string;
  readonly id: string;
  readonly url: string;
  readonly kind: string;
  readonly handle: string;
  readonly text: string;
  readonly publishedAt: string;
  /** Kith's own page of the conversation in which it stands. */
  readonly thread?: string | undefined;
  readonly counts: Readonly<Partial<Record<'likes' | 'replies' | 'shares', number | undefined>>>;
  /** Absent: nobody read it yet. What is absent in it: not sure. */
  readonly reading?:
    | {
        readonly tone?: (Judgement & { readonly because: readonly string[] }) | undefined;
        readonly intents?: readonly Judgement[] | undefined;
        readonly emotion?: Judgement | undefined;
        /** In the words that the account taught. */
        readonly labels?: readonly (Judgement & { readonly because: readonly string[] })[] | undefined;
        /** `civil`, `offensive` or `hateful`. */
        readonly toxicity?: Judgement | undefined;
      }
    | undefined;
}

export interface Topic {
  readonly name: string;
  readonly target?: string | undefined;
  /** Which of its words. */
  readonly because: readonly string[];
}

export interface Judgement {
  readonly label: string;
  readonly probability: number;
}

export interface Signal {
  readonly kind: string;
  readonly says: string;
  readonly url: string;
  readonly since: string;
  readonly status: 'open' | 'done';
}

export interface MappedField {
  readonly field: string;
  readonly label: string;
  /** What Kith knows; absent where it knows nothing any more. */
  readonly value?: string | undefined;
  readonly source?: Source | undefined;
  /** `suggested`: a person is asked. Anything else says what came of it. */
  readonly standing: string;
  readonly says: string;
  /** What stood there before Kith wrote; `null`: nothing. Absent where nothing can be put back. */
  readonly undo?: { readonly to: string | null } | undefined;
}

export interface NetworkConsent {
  readonly network: string;
  readonly networkTitle: string;
  /** What the terms of the network say. */
  readonly clause?: string | undefined;
  /** What the person agreed to; absent where nothing is recorded. */
  readonly given?:
    | {
        readonly at: string;
        readonly by: string;
        readonly says: string;
        readonly account?: string | undefined;
      }
    | undefined;
  /** What withdrawing it takes away. */
  readonly removes?: string | undefined;
}

export interface Freshness {
  readonly block: string;
  readonly title: string;
  readonly askedAt?: string | undefined;
  readonly trouble?: string | undefined;
}

export interface Act {
  readonly act: 'confirm' | 'not them' | 'undo' | 'refresh';
  readonly network?: string | undefined;
  /** The id of the profile the act is about. */
  readonly profile?: string | undefined;
  readonly label: string;
}

export interface Item {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly status?: string | undefined;
  readonly open: boolean;
  readonly at: string;
  readonly url: string;
}

const LISTS = [
  ...['headlines', 'profiles', 'suggestions', 'refused', 'conversations'],
  ...['signals', 'fields', 'freshness', 'acts'],
];

/** Whether an answer is a record: enough of a look that nothing else is drawn as one. */
export function isRecord(body: unknown): body is CardRecord {
  if (typeof body !== 'object' || body === null) return false;
  const fields = body as Readonly<Record<string, unknown>>;
  const contact = fields['contact'];
  return (
    typeof contact === 'object' && contact !== null && LISTS.every((name) => Array.isArray(fields[name]))
  );
}
