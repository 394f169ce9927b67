import { DAY, HOUR } from './person.ts';
import type { SamplePerson } from './person.ts';

/** Whom the CRM does not know: the namesake, another bearer of a name, and companies. */
export const STRANGERS: readonly SamplePerson[] = [
  {
    // Carries the name of a contact and is somebody else: other employer, other city.
    key: 'jordan, the namesake',
    github: {
      login: 'jordan-ellery-demo',
      name: 'Jordan Ellery',
      company: 'Cobalt Bay Aquarium',
      location: 'Monterey, California',
      bio: 'Marine biologist who writes scripts for octopuses.',
      followers: 76,
      since: '2016-05-20T20:00:00Z',
      events: [
        {
          minutesAgo: 20 * HOUR,
          kind: 'release',
          repo: 'jordan-ellery-demo/tentacle',
          title: 'tentacle 1.1',
          text: 'Counts suckers twice as fast.',
        },
      ],
    },
    bluesky: {
      handle: 'jordanellery-demo.bsky.social',
      name: 'Jordan Ellery',
      bio: 'Marine biologist at Cobalt Bay Aquarium, Monterey. Octopuses are people.',
      followers: 3260,
      since: '2023-08-15T21:00:00Z',
      posts: [
        {
          minutesAgo: 16 * HOUR,
          text: 'Inky has learnt to open the feeding box. We are very proud and slightly worried.',
          language: 'en',
          likes: 840,
          replies: 51,
          shares: 130,
        },
      ],
    },
  },
  {
    key: 'nadia, a namesake',
    bluesky: {
      handle: 'nadiarahimi-demo.bsky.social',
      name: 'Nadia Rahimi',
      bio: 'Violinist. Basel and elsewhere.',
      followers: 640,
      since: '2024-07-07T07:00:00Z',
      posts: [{ minutesAgo: 30 * HOUR, text: 'Rehearsal week.', language: 'en', likes: 12 }],
    },
  },
  {
    key: 'Officine Corvo',
    bluesky: {
      handle: 'officine-corvo.example',
      name: 'Officine Corvo',
      bio: 'Macchine utensili dal 1961. Torino.',
      website: 'https://officine-corvo.example',
      followers: 5400,
      since: '2024-01-01T10:00:00Z',
      posts: [
        {
          minutesAgo: 9 * HOUR,
          text: 'Vi aspettiamo in fiera a Milano, padiglione 4.',
          language: 'it',
          likes: 33,
          replies: 2,
          shares: 6,
        },
      ],
    },
    github: {
      login: 'officine-corvo-demo',
      type: 'Organization',
      name: 'Officine Corvo',
      blog: 'https://officine-corvo.example',
      followers: 21,
      since: '2019-09-09T09:00:00Z',
      events: [],
    },
    site: {
      host: 'officine-corvo.example',
      about: 'a company',
      name: 'Officine Corvo',
      says: 'Macchine utensili dal 1961.',
      language: 'it',
      city: 'Torino',
      country: 'Italy',
      me: ['https://bsky.app/profile/officine-corvo.example', 'https://github.com/officine-corvo-demo'],
    },
  },
  {
    key: 'Parcelwise',
    github: {
      login: 'parcelwise-demo',
      type: 'Organization',
      name: 'Parcelwise',
      blog: 'https://parcelwise.example',
      followers: 1900,
      since: '2018-02-02T09:00:00Z',
      events: [],
    },
    bluesky: {
      handle: 'parcelwise.example',
      name: 'Parcelwise',
      bio: 'Shipping software. Status: all labels printing.',
      followers: 22_700,
      since: '2023-05-05T09:00:00Z',
      posts: [
        {
          minutesAgo: 2 * DAY,
          text: 'Parcelwise 7.3 is out: bulk labels, and a map of everything on its way.',
          language: 'en',
          likes: 410,
          replies: 96,
          shares: 77,
        },
      ],
    },
    site: {
      host: 'parcelwise.example',
      about: 'a company',
      name: 'Parcelwise',
      says: 'Every parcel, wisely.',
      me: ['https://bsky.app/profile/parcelwise.example'],
    },
  },
];
