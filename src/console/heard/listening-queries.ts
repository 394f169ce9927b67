import type { WantedListening } from '../../core/listening/rule.ts';
import type { AdditionLine, AdditionPlan, Additions } from '../../http/adding-shapes.ts';
import type { Foreseen, HeardLine, ListeningPage, PeopleHeard } from '../../http/listening-shapes.ts';
import { part } from '../settings/part.ts';

const { useShown, useDoing } = part('listening', 10_000);

export const useListening = () => useShown<ListeningPage>();
export const usePeople = () => useShown<PeopleHeard>('/people');

export const useAddListening = () =>
  useDoing((asking, body: WantedListening) => asking<unknown>('/rules', { method: 'POST', body }));

export const useForesee = () =>
  useDoing((asking, body: { readonly rule: WantedListening; readonly network?: string }) =>
    asking<Foreseen>('/preview', { method: 'POST', body }),
  );

export const useTurn = (id: string) =>
  useDoing((asking, on: boolean) => asking<unknown>(`/rules/${id}/turn`, { method: 'POST', body: { on } }));

export const useRemove = (id: string) =>
  useDoing<void, unknown>((asking) => asking(`/rules/${id}`, { method: 'DELETE' }));

export const useKeepStrangers = () =>
  useDoing((asking, days: number) => asking<unknown>('/strangers', { method: 'PUT', body: { days } }));

type Person = PeopleHeard['people'][number];

export const useAnswer = ({ rule, network, post }: HeardLine) =>
  useDoing((asking, relevant: boolean) =>
    asking<unknown>('/answers', { method: 'POST', body: { rule, network, post, relevant } }),
  );

const at = ({ network, profile }: Person) => `/people/${network}/${encodeURIComponent(profile)}`;

export const useAdditions = () => useShown<Additions>('/additions');
export const useAddition = (person: Person) => useShown<AdditionPlan>(`${at(person)}/addition`);
export const useAddToCrm = (person: Person) =>
  useDoing((asking, insist: boolean) =>
    asking<AdditionLine>(`${at(person)}/addition`, { method: 'POST', body: { insist } }),
  );

export const useIgnore = (person: Person) =>
  useDoing<void, unknown>((asking) => asking(`${at(person)}/ignore`, { method: 'POST' }));

export const useLink = (person: Person) =>
  useDoing((asking, contact: string) =>
    asking<unknown>(`${at(person)}/contact`, { method: 'POST', body: { contact } }),
  );
