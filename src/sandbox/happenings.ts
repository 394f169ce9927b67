import type { SamplePost } from './people/person.ts';

/** Something that happens to a contact of the sample workspace. */
export interface Happening {
  readonly key: string;
  /** What a colleague writes into the CRM; it is what makes Kith look at the person again. */
  readonly edit: Readonly<Record<string, string>>;
  /** What the person posted on Bluesky just before. */
  readonly says?: Omit<SamplePost, 'minutesAgo'>;
  /** Their broken website works again. */
  readonly repaired?: true;
}

/** What happens after everybody has come in, one after the other. */
export const HAPPENINGS: readonly Happening[] = [
  {
    key: 'amara',
    edit: { jobtitle: 'Chief Partnerships Officer' },
    says: {
      text: 'Update: Parcelwise called, apologised and fixed it within the hour. Thank you, that is how it is done!',
      language: 'en',
      likes: 64,
      replies: 5,
    },
  },
  { key: 'elif', edit: { twitterbio: 'https://github.com/elif-yildiz-demo' } },
  {
    key: 'callum',
    edit: { phone: '+44 131 555 0150' },
    says: {
      text: 'Can I turn automatic updates off in Parcelwise? Asking for a hotel.',
      language: 'en',
      likes: 9,
      replies: 2,
    },
  },
  { key: 'desmond', edit: { phone: '+31 30 555 0111' }, repaired: true },
  {
    key: 'yuki',
    edit: { jobtitle: '執行役員' },
    says: { text: '新しいラベルプリンターが届きました。とても速くて嬉しいです！', language: 'ja', likes: 12 },
  },
  { key: 'jordan', edit: { jobtitle: 'Head of Procurement' } },
  {
    key: 'jonas',
    edit: { phone: '+41 44 555 01 20' },
    says: {
      text: 'Heute haben alle Etiketten gestimmt. Danke an den Support, das war wirklich gut.',
      language: 'de',
      likes: 6,
    },
  },
  {
    key: 'fatima',
    edit: { city: 'Rabat' },
    says: {
      text: 'La livraison perdue est enfin arrivée. Merci à celles et ceux qui ont aidé.',
      language: 'fr',
      likes: 35,
    },
  },
  { key: 'sam', edit: { jobtitle: 'Chief Operating Officer', city: 'Cork' } },
  {
    key: 'mara',
    edit: { phone: '+46 31 555 01 41' },
    says: {
      text: 'Customs labels in bulk: solved. 400 pallets are on the water.',
      language: 'en',
      likes: 51,
      replies: 4,
    },
  },
];
