import express from 'express';
import type { Request, Response, Router } from 'express';
import { sameOrigin } from '../../page-guard.ts';
import { AuraHandled } from './apex-class.ts';
import type { ApexCall, ApexMethod } from './apex-class.ts';
import { CLASSES } from './apex/index.ts';

/** What a component reads of a call that Apex did not end well: `error.body`, as Lightning has it. */
interface AuraError {
  readonly message: string;
  readonly exceptionType: string;
  readonly isUserDefinedException: boolean;
}

/**
 * `POST /aura/apex/{class}/{method}` with the parameters as JSON answers `{ returnValue }`, or 500 with what a component
 * reads of an error; 404 while the package is not in the org. Lightning itself sends calls in bundles, in a form that no component sees.
 */
export function apexRoutes(call: () => ApexCall | undefined): Router {
  return express
    .Router()
    .post('/aura/apex/:type/:name', ownPage, express.json(), (req: Request, res: Response) => {
      const { type, name } = req.params;
      const wanted = methodOf(String(type), String(name));
      const around = call();
      if (!wanted || !around) return fail(res, 404, `No such method: ${String(type)}.${String(name)}`);
      if (!around.viewer.permitted) {
        return fail(res, 500, `You do not have access to the Apex class named: ${String(type)}`);
      }
      return run(wanted, req.body, around, res);
    });
}

function methodOf(type: string, name: string): ApexMethod | undefined {
  const methods = Object.hasOwn(CLASSES, type) ? CLASSES[type] : undefined;
  return methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
}

async function run(wanted: ApexMethod, given: unknown, around: ApexCall, res: Response): Promise<void> {
  try {
    res.json({ returnValue: (await wanted.call(given, around)) ?? null });
  } catch (error) {
    if (!(error instanceof AuraHandled)) throw error;
    fail(res, 500, error.message, 'System.AuraHandledException');
  }
}

function fail(res: Response, status: number, message: string, exceptionType = 'System.NoAccessException') {
  const body: AuraError = { message, exceptionType, isUserDefinedException: false };
  res.status(status).json(body);
}

const ownPage = sameOrigin((res) => fail(res, 403, 'Another site sent this request.'));
