import { DAY, HOUR } from './person.ts';
import type { SamplePerson } from './person.ts';

/** Whom one side alone names: suggestions, links out, and a company that must not become a person. */
export const STATED: readonly SamplePerson[] = [
  {
    // The CRM names the account, the name agrees, and nothing else does.
    key: 'marcus',
    contact: {
      firstname: 'Marcus',
      lastname: 'Thornbury',
      email: 'm.thornbury@quarrystone.example',
      company: 'Quarrystone Cement',
      jobtitle: 'IT Director',
      city: 'Leeds',
      country: 'United Kingdom',
      website: 'https://github.com/marcus-thornbury-demo',
    },
    github: {
      login: 'marcus-thornbury-demo',
      name: 'Marcus Thornbury',
      followers: 9,
      since: '2019-01-14T18:00:00Z',
      events: [
        {
          minutesAgo: 6 * DAY,
          kind: 'comment',
          repo: 'parcelwise-demo/printer',
          number: 12,
          title: 'Thermal printers',
          text: 'Same problem here, the printer driver crashes every night.',
        },
      ],
    },
  },
  {
    // Nobody states anything, but name, employer and city agree.
    key: 'elif',
    contact: {
      firstname: 'Elif',
      lastname: 'Yıldız',
      email: 'elif.yildiz@bogazlojistik.example',
      company: 'Boğaz Lojistik',
      jobtitle: 'Yazılım Mimarı',
      city: 'Istanbul',
      country: 'Türkiye',
    },
    github: {
      login: 'elif-yildiz-demo',
      name: 'Elif Yıldız',
      company: 'Boğaz Lojistik',
      location: 'Istanbul, Türkiye',
      bio: 'Software architect',
      followers: 231,
      since: '2015-11-30T11:00:00Z',
      events: [
        {
          minutesAgo: 11 * HOUR,
          kind: 'comment',
          repo: 'parcelwise-demo/api',
          number: 812,
          title: 'Bulk endpoint drops the last page of labels',
          text: 'We see this as well, since version 7.2.',
          thumbsUp: 2,
        },
      ],
    },
  },
  {
    // A short form of the given name, and the same employer.
    key: 'robert',
    contact: {
      firstname: 'Robert',
      lastname: 'Castellane',
      email: 'robert.castellane@bluegate-rail.example',
      company: 'Bluegate Rail',
      jobtitle: 'Operations Manager',
      city: 'Chicago',
      country: 'United States',
      twitterhandle: 'https://github.com/bob-castellane-demo',
    },
    github: {
      login: 'bob-castellane-demo',
      name: 'Bob Castellane',
      company: '@bluegate-rail-demo',
      location: 'Chicago, IL',
      followers: 47,
      since: '2018-06-21T15:00:00Z',
      events: [
        {
          minutesAgo: 2 * DAY,
          kind: 'comment',
          repo: 'parcelwise-demo/labels',
          number: 33,
          title: 'Dark mode',
          text: 'Nice work, much easier on the night shift.',
          thumbsUp: 5,
        },
      ],
    },
  },
  {
    // X and LinkedIn are linked out to, and never read.
    key: 'sam',
    contact: {
      firstname: 'Sam',
      lastname: 'Whitlock',
      email: 'sam.whitlock@kestrel-foods.example',
      company: 'Kestrel Foods',
      jobtitle: 'Supply Chain Director',
      city: 'Dublin',
      country: 'Ireland',
      twitterhandle: 'samwhitlockdemo',
      hs_linkedin_url: 'https://www.linkedin.com/in/sam-whitlock-demo',
    },
  },
  {
    // The website and the mail domain are the company's: its accounts are nobody's.
    key: 'giulia',
    contact: {
      firstname: 'Giulia',
      lastname: 'Ferraro',
      email: 'giulia.ferraro@officine-corvo.example',
      company: 'Officine Corvo',
      jobtitle: 'Direttrice acquisti',
      city: 'Torino',
      country: 'Italy',
      website: 'https://officine-corvo.example',
    },
  },
  {
    key: 'nameless',
    contact: {
      email: 'orders@bramble-bakery.example',
      company: 'Bramble Bakery',
      city: 'Bristol',
      country: 'United Kingdom',
    },
  },
  {
    key: 'nadia',
    contact: {
      firstname: 'Nadia',
      lastname: 'Rahimi',
      email: 'nadia@saffron-travel.example',
      company: 'Saffron Travel',
      jobtitle: 'Owner',
      city: 'Toronto',
      country: 'Canada',
    },
  },
  {
    key: 'hanna',
    contact: {
      firstname: 'Hanna',
      lastname: 'Virtanen',
      phone: '+358 9 555 0133',
      company: 'Lumikide Oy',
      jobtitle: 'CTO',
      city: 'Helsinki',
      country: 'Finland',
      website: 'https://hannavirtanen.example',
    },
    github: {
      login: 'hanna-virtanen-demo',
      name: 'Hanna Virtanen',
      company: 'Lumikide',
      location: 'Helsinki, Finland',
      blog: 'hannavirtanen.example',
      followers: 3950,
      since: '2010-09-01T07:30:00Z',
      events: [
        {
          minutesAgo: 5 * HOUR,
          kind: 'release',
          repo: 'lumikide-demo/sleigh',
          title: 'Sleigh 5.0',
          text: 'Offline first. Thanks to everyone who tested the betas.',
          thumbsUp: 112,
        },
        {
          minutesAgo: 9 * DAY,
          kind: 'comment',
          repo: 'parcelwise-demo/api',
          number: 655,
          title: 'Rate limits',
          text: 'The documentation says 100 a minute, the server says 60. Which one is right?',
          thumbsUp: 17,
        },
      ],
    },
    site: {
      host: 'hannavirtanen.example',
      about: 'a person, as h-card',
      name: 'Hanna Virtanen',
      says: 'Software for cold places.',
      title: 'CTO',
      company: 'Lumikide Oy',
      city: 'Helsinki',
      country: 'Finland',
      me: ['https://github.com/hanna-virtanen-demo'],
    },
  },
];
