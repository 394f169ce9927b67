import type { Chapter } from '../parts/contents.tsx';

interface There {
  readonly crm: string;
  /** Whether a network charges for its answers. */
  readonly charges: boolean;
  /** Whether a network can call. */
  readonly calls: boolean;
}

/** The sections of the settings, in the order in which an admin comes to need them. */
export function chaptersOf({ crm, charges, calls }: There): readonly Chapter[] {
  return [
    {
      title: 'How it stands',
      sections: [
        ['writing', `Writing into ${crm}`],
        ['doing', 'How it goes'],
        ['found', 'What was found'],
      ],
    },
    {
      title: 'What Kith may do',
      sections: [
        ['asked', 'Networks that are asked'],
        ...(charges ? [['cost', 'What networks may cost'] as const] : []),
        ['mapped', `Other fields of ${crm}`],
        ['limits', 'Limits'],
        ['own-accounts', 'Accounts of our own'],
        ['model', 'Summaries by a language model'],
      ],
    },
    {
      title: 'What reaches Kith',
      sections: [
        ...(calls ? [['pushes', 'Networks that call'] as const] : []),
        ['subscriptions', 'Feeds that are told at once'],
        ['mentions', 'Mentions of your pages'],
        ['deliveries', 'What came in'],
      ],
    },
    {
      title: 'What Kith does with it',
      sections: [
        ['own-labels', 'Your own labels'],
        ['rules', 'Rules'],
        ['webhooks', 'Outgoing webhooks'],
      ],
    },
    { title: 'How it ends', sections: [['leaving', 'Download and uninstall']] },
  ];
}
