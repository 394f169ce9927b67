import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkName } from './csv-columns.ts';
import { readContacts } from './csv-contacts.ts';
import { Unusable } from './unusable.ts';
import { NetworkId } from '../core/ids.ts';

const NETWORKS: readonly NetworkName[] = [
  { network: NetworkId.parse('github'), title: 'GitHub', aliases: ['gh'] },
  { network: NetworkId.parse('twitter'), title: 'X', aliases: ['x'] },
  { network: NetworkId.parse('linkedin'), title: 'LinkedIn', aliases: [] },
  { network: NetworkId.parse('mastodon'), title: 'Mastodon', aliases: [] },
];
const read = (text: string | Buffer) => readContacts(Buffer.from(text as string), NETWORKS);
const saying = (text: string | Buffer): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Unusable) return error.message;
  }
  return 'no error';
};

describe('a CSV file of contacts', () => {
  it('is read with every field that matching uses', () => {
    const { contacts, problems } = read(
      'id,name,email,phone,company,title,website,location,handles\n' +
        '7,Ada Byron,ada@a.example,+44 20 7946 0000,Acme,Engineer,https://ada.example,London,github:ada https://x.com/ada\n',
    );
    expect(problems).toEqual([]);
    expect(contacts).toEqual([
      {
        id: '7',
        name: 'Ada Byron',
        emails: ['ada@a.example'],
        phones: ['+44 20 7946 0000'],
        company: 'Acme',
        title: 'Engineer',
        website: 'https://ada.example',
        location: 'London',
        handles: ['github:ada', 'https://x.com/ada'],
        changedAt: new Date(0),
      },
    ]);
  });

  it('is understood as HubSpot exports it', () => {
    const { contacts, ignoredColumns } = read(
      '"Record ID","First Name","Last Name","Email","Phone Number","Company name","Job Title","Website URL","City","State/Region","Country/Region","LinkedIn URL","Twitter Username","Lifecycle Stage"\r\n' +
        '"151","Ada","Byron","ada@a.example","","Acme","","","London","","UK","https://linkedin.com/in/ada","@adab","lead"\r\n',
    );
    expect(contacts[0]).toMatchObject({
      id: '151',
      name: 'Ada Byron',
      company: 'Acme',
      location: 'London, UK',
      handles: ['https://linkedin.com/in/ada', 'twitter:adab'],
    });
    expect(ignoredColumns).toEqual(['Lifecycle Stage']);
  });

  it('is understood as Salesforce and Google export it', () => {
    const salesforce = read(
      'Contact ID;First Name;Last Name;Account Name;Mailing City\n003A;Ada;Byron;Acme;London\n',
    );
    expect(salesforce.contacts[0]).toMatchObject({
      id: '003A',
      name: 'Ada Byron',
      company: 'Acme',
      location: 'London',
    });
    const google = read(
      'Name\tE-mail 1 - Value\tE-mail 2 - Value\tOrganization 1 - Name\nAda\tada@a.example\tab@b.example\tAcme\n',
    );
    expect(google.contacts[0]).toMatchObject({ emails: ['ada@a.example', 'ab@b.example'], company: 'Acme' });
  });

  it.each([
    ['a comma', ','],
    ['a semicolon', ';'],
    ['a tab', '\t'],
    ['a bar', '|'],
  ])('may separate its values by %s', (_, mark) => {
    const { contacts } = read(`name${mark}email${mark}city\nAda${mark}ada@a.example${mark}London\n`);
    expect(contacts[0]).toMatchObject({ name: 'Ada', emails: ['ada@a.example'], location: 'London' });
  });

  it('may begin with the line by which Excel names the separator', () => {
    const { contacts, problems } = read('sep=;\r\nname;email\r\nAda;ada@a.example\r\nBo;b;c\r\n');
    expect(contacts.map(({ name }) => name)).toEqual(['Ada']);
    expect(problems[0]?.line).toBe(4);
  });

  it.each([
    ['UTF-8', Buffer.from('name\nZoë Müller\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFname\nZoë Müller\n')],
    ['UTF-16 as Excel writes it', Buffer.from('\uFEFFname\nZoë Müller\n', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\uFEFFname\nZoë Müller\n', 'utf16le').swap16()],
    ['Latin-1', Buffer.from('name\nZoë Müller\n', 'latin1')],
  ])('may be written in %s', (_, bytes) => {
    expect(read(bytes).contacts[0]?.name).toBe('Zoë Müller');
  });

  it('keeps the letters that Windows has and Latin-1 has not', () => {
    expect(
      read(Buffer.from([...Buffer.from('name\nO'), 0x92, ...Buffer.from('Hara\n')])).contacts[0]?.name,
    ).toBe('O’Hara');
  });

  it('skips empty lines and rows without a value, and counts the others from 1', () => {
    const { contacts, problems } = read('name,email\n\nAda,\n,,\n , \r\nBo,\n');
    expect(contacts.map(({ id, name }) => [id, name])).toEqual([
      ['row-1', 'Ada'],
      ['row-2', 'Bo'],
    ]);
    expect(problems).toEqual([]);
  });

  it('takes the first value where a column stands twice, and every e-mail address', () => {
    const { contacts } = read('name,name,email,email\n,Ada,a@x.example,b@x.example;c@x.example\n');
    expect(contacts[0]).toMatchObject({ name: 'Ada', emails: ['a@x.example', 'b@x.example', 'c@x.example'] });
  });

  it('reads values in quotation marks, over several lines and with marks in them', () => {
    const { contacts } = read('name,company\n"Byron, ""Ada""","Acme\nLimited"\nBo,Initech\n');
    expect(contacts.map(({ name, company }) => [name, company])).toEqual([
      ['Byron, "Ada"', 'Acme Limited'],
      ['Bo', 'Initech'],
    ]);
  });

  it('takes what stands in a column about a network for an address there', () => {
    const { contacts } = read(
      'name,GitHub,Mastodon Handle,Twitter Profile URL\nAda,https://github.com/ada,@ada@social.example,twitter.com/ada\n',
    );
    expect(contacts[0]?.handles).toEqual([
      'https://github.com/ada',
      'mastodon:ada@social.example',
      'twitter.com/ada',
    ]);
  });
});

describe('a broken row', () => {
  it('with too many values is named by its line and skipped', () => {
    const { contacts, problems } = read('name,company\nAda,Acme\nBo,Smith, Jones\nCy,Initech\n');
    expect(contacts.map(({ name }) => name)).toEqual(['Ada', 'Cy']);
    expect(problems).toEqual([
      expect.objectContaining({
        line: 3,
        skipped: true,
        says: expect.stringContaining('3 values for 2 columns'),
      }),
    ]);
  });

  it('with a quotation mark that never closes costs no other row', () => {
    const { contacts, problems } = read('name,company\nAda,"Acme\nBo,Initech\nCy,"Hooli, Inc"\n');
    expect(contacts.map(({ name }) => name)).toEqual(['Bo', 'Cy']);
    expect(problems.map(({ line }) => line)).toEqual([2]);
  });

  it('is none when a nickname stands in quotation marks', () => {
    const { contacts } = read('name,email\nJo "Joey" Park,jo@x.example\nBo,b@x.example\n');
    expect(contacts.map(({ name }) => name)).toEqual(['Jo "Joey" Park', 'Bo']);
  });

  it('is never quoted in what is said of it', () => {
    const { problems } = read('name,company\nAda,"Secret\nBo,private, words\n');
    expect(JSON.stringify(problems)).not.toMatch(/Secret|private|Bo/);
  });

  it('with fewer values than columns is a contact with less known', () => {
    expect(read('name,company,email\nAda\n').contacts).toMatchObject([{ name: 'Ada', emails: [] }]);
  });

  it('with an id that was used before gets another one and says so', () => {
    const { contacts, problems } = read('id,name\n1,Ada\n1,Bo\nrow-2,Cy\n');
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(3);
    expect(problems[0]).toMatchObject({
      line: 3,
      skipped: false,
      says: expect.stringContaining('line 2 already'),
    });
  });
});

describe('a file that is no list of contacts', () => {
  it('names what it found and what is needed', () => {
    expect(saying('sku,price\n1,2\n')).toMatch(/found "sku", "price".*name.*email.*website.*handles/);
  });

  it.each([
    ['an Excel workbook', Buffer.from('504b030414000600', 'hex'), /Excel.*CSV UTF-8/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /not text/],
    ['nothing', Buffer.alloc(0), /empty/],
    ['a header alone', Buffer.from('name,email\n'), /no contacts/],
  ])('is refused with the cure: %s', (_, bytes, says) => {
    expect(saying(bytes)).toMatch(says);
  });

  it('never makes reading fail in any other way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          read(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(Unusable);
        }
      }),
    );
  });
});

it('reads back every name that a careful program wrote', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\0\uFEFF]/.test(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), (names) => {
      const lines = names.map((text, i) => `id-${i},"${text.replaceAll('"', '""')}"`);
      const { contacts, problems } = read(['id,name', ...lines].join('\r\n'));
      expect(problems).toEqual([]);
      const expected = names.map((text) => text.replaceAll(/\s+/g, ' ').trim() || undefined);
      expect(contacts.map((contact) => contact.name)).toEqual(expected);
    }),
  );
});
