import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { InstallationId } from '../core/ids.ts';
import { JOBS } from '../ports/queue.ts';
import type { JobName, StuckWork } from '../ports/queue.ts';
import { STUCK } from './boss.ts';

const Name = z.enum(Object.keys(JOBS) as [JobName, ...JobName[]]);
const Payload = z.looseObject({ installation: InstallationId });
// Workers say what went wrong as `error`; pg-boss itself, of a job that expired, as `message`.
const Output = z.looseObject({ error: z.string().optional(), message: z.string().optional() });
const About = z.record(z.string(), z.unknown());

export function stuckWork(boss: PgBoss): StuckWork {
  return {
    list: async (installation) => {
      const jobs = await boss.findJobs(STUCK, installation === undefined ? {} : { data: { installation } });
      return jobs
        .filter((job) => job.state === 'created' || job.state === 'failed')
        .flatMap((job) => {
          const [name, payload] = [Name.safeParse(job.sourceName), Payload.safeParse(job.data)];
          if (!name.success || !payload.success) return [];
          const { installation } = payload.data;
          const output = Output.safeParse(job.sourceOutput).data;
          const error = output?.error ?? output?.message ?? 'unknown trouble';
          return {
            id: job.id,
            name: name.data,
            installation,
            about: aboutOf(job.data),
            failedAt: job.createdOn,
            error,
          };
        })
        .toSorted((a, b) => b.failedAt.getTime() - a.failedAt.getTime());
    },
    replay: async (id) => {
      if (!z.guid().safeParse(id).success) return false;
      const [job] = await boss.findJobs(STUCK, { id });
      if (!job) return false;
      if (job.state === 'failed') await boss.retry(STUCK, id);
      const moved = await boss.redrive(STUCK, { ids: [id] });
      if (moved === 0) await boss.deleteJob(STUCK, id);
      return true;
    },
  };
}

/** What the work was about, apart from whose it was: the ids of its payload. */
function aboutOf(data: unknown): string {
  const { installation: _, ...rest } = About.parse(data);
  return Object.values(rest).map(String).join(' ');
}
