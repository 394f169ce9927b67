import { OrgRefusal } from './refusal.ts';

export const malformed = (message: string) => new OrgRefusal(400, 'MALFORMED_QUERY', message);

/** A word of a query that the org does not know, pointed at as the platform does. */
export function unknownWord(soql: string, word: string, errorCode: string, message: string): OrgRefusal {
  const column = Math.max(0, soql.search(new RegExp(`\\b${word.replaceAll(/\W/g, '\\$&')}\\b`)));
  const from = Math.max(0, column - 20);
  const line = soql.slice(from, column + 30).replaceAll(/\s/g, ' ');
  const arrow = `${' '.repeat(column - from)}^`;
  return new OrgRefusal(
    400,
    errorCode,
    `\n${line}\n${arrow}\nERROR at Row:1:Column:${column + 1}\n${message}`,
  );
}

const REFERENCE = 'Please reference your WSDL or the describe call for the appropriate names.';

export const unknownColumn = (soql: string, word: string, entity: string) =>
  unknownWord(
    soql,
    word,
    'INVALID_FIELD',
    `No such column '${word}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${REFERENCE}`,
  );
export const unknownRelation = (soql: string, word: string) =>
  unknownWord(
    soql,
    word,
    'INVALID_FIELD',
    `Didn't understand relationship '${word}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFERENCE}`,
  );
export const unknownObject = (soql: string, word: string) =>
  unknownWord(
    soql,
    word,
    'INVALID_TYPE',
    `sObject type '${word}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${REFERENCE}`,
  );
