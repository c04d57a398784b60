// An OpenID provider of the field (oidc-provider) that asks nobody for a password: whoever `/is`
// named last is signed in there. It says what it is told of them, and lives at the test's time.
//
//   node provider.js '{"port", "seconds", "client", "secret", "back", "ended", "jwks", "people"}'

import { Provider } from "oidc-provider";

const told = JSON.parse(process.argv[2]);
const shift = told.seconds * 1000 - Date.now();
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [RealDate.now() + shift]));
  }

  static now() {
    return RealDate.now() + shift;
  }
};

let here = "";
const issuer = `http://127.0.0.1:${told.port}`;
const provider = new Provider(issuer, {
  jwks: told.jwks,
  clients: [
    {
      client_id: told.client,
      client_secret: told.secret,
      redirect_uris: told.back,
      backchannel_logout_uri: told.ended,
      backchannel_logout_session_required: true,
    },
  ],
  claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["a key of the test"] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = form;
      },
    },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  fetch: (url, { dispatcher: _, ...options }) => fetch(url, options), // our server is at 127.0.0.1
  pkce: { required: () => true },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...told.people[sub] }) }),
  loadExistingGrant: (ctx) => {
    const grant = new provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    return grant.save().then(() => grant);
  },
});

provider.use(async (ctx, next) => {
  if (ctx.path === "/is") {
    here = ctx.query.sub;
    ctx.body = "";
  } else if (ctx.path.startsWith("/interaction/")) {
    const said = here ? { login: { accountId: here } } : { error: "access_denied" };
    await provider.interactionFinished(ctx.req, ctx.res, said);
    ctx.respond = false;
  } else {
    await next();
  }
});
provider.listen(told.port, "127.0.0.1", () => console.log("listens"));
