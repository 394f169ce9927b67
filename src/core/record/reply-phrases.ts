/** What a post asks of who reads it, as far as a draft needs to know. */
export type Purpose = 'question' | 'complaint' | 'praise' | 'other';

interface Phrases {
  /** With the first name, or without one. */
  readonly greeting: (name: string | undefined) => string;
  /** One sentence of having read it, one question. Nothing is promised, and nothing said that was not there. */
  readonly says: Readonly<Record<Purpose, string>>;
}

const greeting = (word: string) => (name: string | undefined) => (name ? `${word} ${name},` : `${word},`);

/**
 * Drafts by language. They suppose neither that the post is about the reader's company nor how well the two know each
 * other: no "you" of either kind where a language has two.
 */
export const PHRASES: Readonly<Record<string, Phrases>> = {
  en: {
    greeting: greeting('Hello'),
    says: {
      question: 'thank you for asking this in the open. What exactly is it about?',
      complaint: 'that sounds frustrating. What exactly happened?',
      praise: 'this is good to read. What made the difference?',
      other: 'I read this with interest. How did it come about?',
    },
  },
  de: {
    greeting: greeting('Hallo'),
    says: {
      question: 'danke für die offene Frage. Worum genau geht es dabei?',
      complaint: 'das klingt ärgerlich. Was genau ist passiert?',
      praise: 'das liest man gern. Was hat den Ausschlag gegeben?',
      other: 'das habe ich mit Interesse gelesen. Wie kam es dazu?',
    },
  },
  fr: {
    greeting: greeting('Bonjour'),
    says: {
      question: 'merci pour cette question posée ouvertement. De quoi s’agit-il exactement ?',
      complaint: 'cela semble vraiment pénible. Que s’est-il passé exactement ?',
      praise: 'cela fait plaisir à lire. Qu’est-ce qui a fait la différence ?',
      other: 'j’ai lu cela avec intérêt. Comment est-ce arrivé ?',
    },
  },
  es: {
    greeting: greeting('Hola'),
    says: {
      question: 'gracias por preguntarlo abiertamente. ¿De qué se trata exactamente?',
      complaint: 'eso suena frustrante. ¿Qué pasó exactamente?',
      praise: 'da gusto leerlo. ¿Qué marcó la diferencia?',
      other: 'lo he leído con interés. ¿Cómo surgió?',
    },
  },
  it: {
    greeting: greeting('Ciao'),
    says: {
      question: 'grazie per la domanda posta apertamente. Di che cosa si tratta esattamente?',
      complaint: 'sembra una situazione frustrante. Che cosa è successo esattamente?',
      praise: 'fa piacere leggerlo. Che cosa ha fatto la differenza?',
      other: 'l’ho letto con interesse. Com’è nato?',
    },
  },
  nl: {
    greeting: greeting('Hallo'),
    says: {
      question: 'dank voor de open vraag. Waar gaat het precies om?',
      complaint: 'dat klinkt vervelend. Wat is er precies gebeurd?',
      praise: 'dat is fijn om te lezen. Wat gaf de doorslag?',
      other: 'dit heb ik met interesse gelezen. Hoe is het zo gekomen?',
    },
  },
  pt: {
    greeting: greeting('Olá'),
    says: {
      question: 'agradeço a pergunta feita abertamente. De que se trata exatamente?',
      complaint: 'isso parece frustrante. O que aconteceu exatamente?',
      praise: 'é bom ler isto. O que fez a diferença?',
      other: 'li isto com interesse. Como surgiu?',
    },
  },
};
