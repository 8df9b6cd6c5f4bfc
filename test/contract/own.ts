import { eventsOf, operationsOf } from "./published.ts";

/**
 * What Zoom documents in its guides and in none of the OpenAPI documents: the token endpoint (developers.zoom.us: OAuth, S2S OAuth, OAuth error
 * messages) and the challenge to the address of webhooks (using webhooks), read in November 2026.
 */
const text = { type: "string", minLength: 1 };
const refused = {
  description: "refused",
  content: { "application/json": { schema: { required: ["reason", "error"], properties: { reason: text, error: text } } } },
};

export const OWN_OPERATIONS = operationsOf(
  {
    paths: {
      "/oauth/token": {
        post: {
          requestBody: {
            content: {
              "application/x-www-form-urlencoded": {
                schema: {
                  required: ["grant_type", "account_id"],
                  properties: { grant_type: { enum: ["account_credentials"] }, account_id: text },
                },
              },
            },
          },
          responses: {
            200: {
              description: "a token",
              content: {
                "application/json": {
                  schema: {
                    required: ["access_token", "token_type", "expires_in", "scope", "api_url"],
                    properties: {
                      access_token: text,
                      token_type: { enum: ["bearer"] },
                      expires_in: { type: "integer", minimum: 1, maximum: 3600 },
                      scope: text,
                      api_url: { type: "string", format: "uri" },
                    },
                  },
                },
              },
            },
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
