import { eventsOf, operationsOf } from "./published.ts";

/**
 * What Zoom documents in its guides and in none of the OpenAPI documents: the endpoints for tokens (developers.zoom.us: OAuth, S2S OAuth, PKCE,
 * OAuth error messages) and the challenge to the address of webhooks (using webhooks), read in November 2026.
 */
const text = { type: "string", minLength: 1 };
const json = (description: string, schema: object): object => ({ description, content: { "application/json": { schema } } });
const form = (schema: object): object => ({ content: { "application/x-www-form-urlencoded": { schema } } });

/** The number is among the error messages that are published; for a token that nobody gave, Zoom was seen to answer without one. */
const NUMBERS = [4700, 4702, 4704, 4705, 4706, 4709, 4711, 4717, 4733, 4734, 4735, 4737, 4738, 4740, 4741];
const refused = json("refused", {
  required: ["reason", "error"],
  properties: {
    reason: text,
    error: { enum: ["invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope"] },
    errorCode: { type: "integer", enum: NUMBERS },
  },
});

const grant = (type: string, required: Record<string, object>, optional: Record<string, object> = {}): object => ({
  required: ["grant_type", ...Object.keys(required)],
  properties: { grant_type: { enum: [type] }, ...required, ...optional },
});
/** Who has no secret says who it is in the form. */
const client = { client_id: text };

const granted = (refresh: Record<string, object>): object => ({
  required: ["access_token", "token_type", "expires_in", "scope", "api_url", ...Object.keys(refresh)],
  properties: {
    access_token: text,
    token_type: { enum: ["bearer"] },
    expires_in: { type: "integer", minimum: 1, maximum: 3600 },
    scope: text,
    api_url: { type: "string", format: "uri" },
    ...refresh,
  },
});

export const OWN_OPERATIONS = operationsOf(
  {
    paths: {
      "/oauth/token": {
        post: {
          requestBody: form({
            oneOf: [
              grant("account_credentials", { account_id: text }),
              grant(
                "authorization_code",
                { code: text, redirect_uri: { type: "string", format: "uri" } },
                { code_verifier: { type: "string", minLength: 43, maxLength: 128 }, ...client },
              ),
              grant("refresh_token", { refresh_token: text }, client),
            ],
          }),
          responses: {
            200: json("a token, and where a person stands behind it what renews it", { oneOf: [granted({}), granted({ refresh_token: text })] }),
            400: refused,
            401: refused,
          },
        },
      },
      "/oauth/revoke": {
        post: {
          requestBody: form({ required: ["token"], properties: { token: text, ...client } }),
          responses: {
            200: json("all that was given with it is void", { required: ["status"], properties: { status: { enum: ["success"] } } }),
            400: refused,
            401: refused,
          },
        },
      },
    },
  },
  "",
);

const challenge = {
  required: ["event", "event_ts", "payload"],
  properties: {
    event: { enum: ["endpoint.url_validation"] },
    event_ts: { type: "integer" },
    payload: { required: ["plainToken"], properties: { plainToken: text } },
  },
};

export const OWN_EVENTS = eventsOf({
  webhooks: { "endpoint.url_validation": { post: { requestBody: { content: { "application/json": { schema: challenge } } } } } },
});
