import type { Example, Progress } from '../core/conversation/classifier/learn.ts';
import type { OwnLabelFigures } from '../core/conversation/own-labels/figures.ts';
import type { LearntLabels } from '../core/conversation/own-labels/learn.ts';
import type { OwnLabels } from '../core/conversation/own-labels/own-labels.ts';
import type { NetworkId, PostId } from '../core/ids.ts';
import type { ReadPost } from '../core/record/facts.ts';

/** Learns own labels without holding up whoever else this process serves. */
export type Teach = (examples: readonly Example[], progress: Progress) => Promise<LearntLabels>;

/** Examples that were sent in and are being learnt, or could not be. */
export interface Lesson {
  /** Of these examples: others that are sent in later have another. */
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly examples: number;
  /** 0 to 1. */
  readonly progress: number;
  /** Why it came to nothing. */
  readonly trouble?: string;
}

/** The labels in force. */
export interface TaughtLabels {
  readonly version: string;
  readonly at: Date;
  readonly by: string;
  readonly figures: OwnLabelFigures;
}

/** Where a walk over all posts has come to. */
export interface PostPlace {
  readonly network: NetworkId;
  readonly post: PostId;
}

/** What an installation taught; of one installation, inside a transaction. */
export interface OwnLabelRows {
  /** Ready to be told apart; undefined where nothing was taught. */
  inForce(): Promise<OwnLabels | undefined>;
  taught(): Promise<TaughtLabels | undefined>;
  lesson(): Promise<Lesson | undefined>;
  /** These are learnt next, instead of what was sent in before. @returns the lesson's id */
  begin(examples: readonly Example[], by: string, at: Date): Promise<string>;
  /** What is to be learnt; undefined where there is nothing, or it came to nothing. */
  examples(): Promise<{ readonly id: string; readonly examples: readonly Example[] } | undefined>;
  /** @returns false when there is no such lesson any more. */
  progress(lesson: string, share: number): Promise<boolean>;
  /** The examples are forgotten. */
  fail(lesson: string, trouble: string): Promise<void>;
  /** Ends a lesson, keeping it from everybody else until the transaction ends. @returns false when there is none such. */
  end(lesson: string): Promise<boolean>;
  /** Instead of what was in force. */
  keep(learnt: LearntLabels, by: string, at: Date): Promise<void>;
  /** What was taught and what was sent in. @returns false when there was neither. */
  remove(): Promise<boolean>;
  /** Posts that were read, in a stable order. */
  readPosts(limit: number, after?: PostPlace): Promise<readonly ReadPost[]>;
}
