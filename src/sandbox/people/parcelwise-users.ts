import { DAY, HOUR } from './person.ts';
import type { SamplePerson } from './person.ts';

const ISSUE = { kind: 'issue', repo: 'parcelwise-demo/printer' } as const;

/** Strangers who write of the sample's product where everybody may search: whoever listens for it hears them. */
export const PARCELWISE_USERS: readonly SamplePerson[] = [
  {
    key: 'a warehouse in Porto',
    github: {
      login: 'armazem-norte-demo',
      location: 'Porto',
      followers: 34,
      since: '2021-03-03T09:00:00Z',
      events: [
        {
          ...{ ...ISSUE, minutesAgo: 3 * HOUR, number: 31, thumbsUp: 9 },
          title: 'Parcelwise 7.3 does not find the printer any more',
          text: 'Since the update this morning nothing is printed. We cannot ship, please help!',
        },
      ],
    },
  },
  {
    key: 'a packer in Leeds',
    github: {
      login: 'packbench-demo',
      location: 'Leeds',
      followers: 12,
      since: '2022-10-10T10:00:00Z',
      events: [
        {
          ...{ ...ISSUE, minutesAgo: 2 * HOUR, number: 32, thumbsUp: 4 },
          title: 'No label printer found after updating Parcelwise',
          text: 'The same here on two machines. Going back to 7.2 helps.',
        },
      ],
    },
  },
  {
    key: 'a bookshop in Lyon',
    github: {
      login: 'librairie-demi-demo',
      location: 'Lyon',
      followers: 51,
      since: '2019-06-01T08:00:00Z',
      events: [
        {
          ...{ ...ISSUE, minutesAgo: 20 * HOUR, number: 30, thumbsUp: 22 },
          title: 'Could Parcelwise print return labels too?',
          text: 'It would spare our customers a trip. We love everything else about it.',
        },
      ],
    },
  },
  {
    key: 'a roaster in Aarhus',
    github: {
      login: 'morgenkaffe-demo',
      location: 'Aarhus',
      followers: 77,
      since: '2020-01-20T07:00:00Z',
      events: [
        {
          ...{ ...ISSUE, minutesAgo: 3 * DAY, number: 28, thumbsUp: 3 },
          title: 'How do I move Parcelwise to another computer?',
          text: 'We buy a second printer next week. Is one licence enough for both?',
        },
      ],
    },
  },
];
