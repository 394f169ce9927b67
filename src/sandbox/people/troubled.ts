import { didOf } from '../networks/world.ts';
import { DAY, HOUR } from './person.ts';
import type { SamplePerson } from './person.ts';

/** Where something is in the way: a broken site, a closed account, a page robots must not read, a reserved profile. */
export const TROUBLED: readonly SamplePerson[] = [
  {
    key: 'desmond',
    contact: {
      firstname: 'Desmond',
      lastname: 'Achterberg',
      email: 'desmond.achterberg@polderworks.example',
      company: 'Polderworks',
      jobtitle: 'Plant Manager',
      city: 'Utrecht',
      country: 'Netherlands',
      website: 'https://desmondachterberg.example',
      twitterbio: 'https://bsky.app/profile/desmond-achterberg-demo.bsky.social',
    },
    bluesky: {
      handle: 'desmond-achterberg-demo.bsky.social',
      name: 'Desmond Achterberg',
      bio: 'Pumps at Polderworks. My site is down, I know.',
      followers: 12,
      since: '2025-06-01T09:00:00Z',
      posts: [
        {
          minutesAgo: 28 * HOUR,
          text: 'The site is still down. Next week, maybe.',
          language: 'en',
          likes: 1,
        },
      ],
    },
    site: {
      host: 'desmondachterberg.example',
      about: 'a person, as h-card',
      name: 'Desmond Achterberg',
      says: '',
      status: 500,
    },
  },
  {
    // Named by its DID, which outlives the handle: the account is there, and silent.
    key: 'ingrid',
    contact: {
      firstname: 'Ingrid',
      lastname: 'Solheim',
      email: 'ingrid.solheim@nordlys-energi.example',
      company: 'Nordlys Energi',
      jobtitle: 'Innkjøpssjef',
      city: 'Bergen',
      country: 'Norway',
      twitterbio: `https://bsky.app/profile/${didOf('ingrid')}`,
    },
    bluesky: {
      handle: 'ingridsolheim-demo.bsky.social',
      name: 'Ingrid Solheim',
      followers: 230,
      since: '2024-04-04T10:00:00Z',
      standing: 'deactivated',
      posts: [{ minutesAgo: 40 * DAY, text: 'Takk for nå!', language: 'no' }],
    },
  },
  {
    key: 'fatima',
    contact: {
      firstname: 'Fatima Zahra',
      lastname: 'Benali',
      email: 'fz@fzbenali.example',
      company: 'Atlas Textiles',
      jobtitle: 'Directrice générale',
      city: 'Casablanca',
      country: 'Morocco',
      website: 'https://fzbenali.example',
    },
    bluesky: {
      handle: 'fzbenali.example',
      name: 'Fatima Zahra Benali',
      bio: 'Textiles, trains et thé à la menthe. Casablanca.',
      followers: 2870,
      since: '2023-10-30T16:00:00Z',
      posts: [
        {
          minutesAgo: 110,
          text: 'Encore une livraison perdue par Parcelwise. C’est inadmissible, nos clientes attendent depuis dix jours.',
          language: 'fr',
          likes: 120,
          replies: 33,
          shares: 27,
        },
        {
          minutesAgo: 2 * DAY,
          text: 'Très belle collection de printemps, bravo à toute l’équipe !',
          language: 'fr',
          likes: 310,
          replies: 25,
          shares: 18,
        },
      ],
    },
    site: {
      host: 'fzbenali.example',
      about: 'a person, as h-card',
      name: 'Fatima Zahra Benali',
      says: 'Réservé aux humains.',
      language: 'fr',
      robots: 'User-agent: *\nDisallow: /\n',
    },
  },
  {
    key: 'aroha',
    contact: {
      firstname: 'Aroha',
      lastname: 'Ngata',
      email: 'aroha@arohangata.example',
      company: 'Kererū Outdoor',
      jobtitle: 'Buyer',
      city: 'Wellington',
      country: 'New Zealand',
    },
    bluesky: {
      handle: 'arohangata.example',
      name: 'Aroha Ngata',
      bio: 'Buyer at Kererū Outdoor. For people who are signed in.',
      followers: 720,
      since: '2024-12-24T01:00:00Z',
      signedInOnly: true,
      posts: [
        {
          minutesAgo: 10 * HOUR,
          text: 'Kia ora! Only for those who are signed in.',
          language: 'en',
          likes: 40,
        },
      ],
    },
  },
];
