import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from './route.ts';
import { Problem } from './shapes.ts';

/** What any of our addresses may answer. */
const COMMON = {
  400: 'The request does not fit; `errors` says where',
  401: 'The access key is missing, or the CRM’s signature is not genuine',
} as const;

const InstallationQuery = {
  installation: z.string().optional().meta({ description: 'Needed when there are several' }),
};

/** The OpenAPI 3.1 document of the table, as a value to serve or to print. */
export function documentOf(table: readonly Route[], server: string | undefined): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of table) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kith',
      version: '1',
      description:
        'The social layer of the customer record. Errors are RFC 9457 problem details. A request is let in by the access key, or by the signature of a connected CRM for a person on one of its pages, who then sees that account only.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server ?? '/' }],
    security: [{ accessKey: [] }],
    components: { securitySchemes: { accessKey: { type: 'http', scheme: 'bearer' } } },
    paths,
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { id, summary, params, query, scoped } = route;
  return {
    operationId: id,
    summary,
    requestParams: {
      ...(Object.keys(params.shape).length > 0 && { path: params }),
      query: scoped ? query.extend(InstallationQuery) : query,
    },
    ...bodyOf(route),
    responses: responsesOf(route),
  };
}

function bodyOf({ body, upload }: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (!body) return {};
  const file = { schema: { type: 'string' } } as const;
  const content = upload
    ? Object.fromEntries(upload.types.map((type) => [type, file]))
    : { 'application/json': { schema: body } };
  return { requestBody: { required: true, content } };
}

function responsesOf({ answers }: Route): ZodOpenApiOperationObject['responses'] {
  const problem = { 'application/problem+json': { schema: Problem } };
  const common = Object.entries(COMMON).map(([status, description]) => [
    status,
    { description, content: problem },
  ]);
  const own = Object.entries(answers).map(([status, { says, schema }]) => [
    status,
    {
      description: says,
      ...(schema && { content: { 'application/json': { schema } } }),
      ...(Number(status) >= 400 && { content: problem }),
    },
  ]);
  return Object.fromEntries([...common, ...own]);
}
