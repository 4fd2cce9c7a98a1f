import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { type Operation, problemAnswer } from './operation.ts'
import { OPERATIONS } from './operations.ts'

const REFUSED: Readonly<Record<number, string>> = {
  400: 'The body cannot be read',
  401: 'The bearer token is missing or wrong',
  404: 'There is no such thing; a wrong tracking code is answered the same way',
  413: 'The body is too large',
  415: 'The body is of another content type',
  422: 'Something in the request is wrong; `errors` says what and where',
  429: 'Too many requests; `Retry-After` says when to come back',
}

function responsesOf({ answer, refusals }: Operation): ZodOpenApiResponsesObject {
  const { status, schema, mediaType = 'application/json' } = answer
  const responses: ZodOpenApiResponsesObject = {
    [String(status) as '200']: { description: 'Done', content: { [mediaType]: schema ? { schema } : {} } },
  }
  for (const one of refusals)
    responses[String(one) as '400'] = {
      description: REFUSED[one] ?? 'Refused',
      content: { 'application/problem+json': { schema: problemAnswer } },
    }
  return responses
}

const describe = (operation: Operation): ZodOpenApiOperationObject => ({
  summary: operation.summary,
  tags: [operation.tag],
  requestParams: {
    ...(operation.parameters ? { path: operation.parameters } : {}),
    ...(operation.query ? { query: operation.query } : {}),
    ...(operation.headers ? { header: operation.headers } : {}),
  },
  ...(operation.body ? { requestBody: { required: true, content: { 'application/json': { schema: operation.body } } } } : {}),
  ...(operation.forDpi ? { security: [{ dpi: [] }] } : {}),
  responses: responsesOf(operation),
})

/** The API as an OpenAPI 3.1 document, made from the schemas that read and check it. */
export function describeApi(siteUrl: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const operation of OPERATIONS)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Ashar',
      version: '1',
      description:
        'Municipalities, budgets and the words of residents of Kyrgyzstan. JSON in UTF-8; refusals are RFC 9457 problems, said in the language asked for by Accept-Language (ky, ru, en), else in English.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: siteUrl }],
    components: { securitySchemes: { dpi: { type: 'http', scheme: 'bearer' } } },
    paths,
  })
}
