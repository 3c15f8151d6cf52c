// A certified OpenID provider (panva/oidc-provider) set up like FranceConnect v2: ES256, signed userinfo, acr eidas1,
// secret in the body, sessions ended with id_token_hint, back-channel logout. For the tests only.
//
//   node provider.mjs PORT SITE      SITE is the address of the site that signs people in, e.g. http://127.0.0.1:8000
//
// PUT /_bend {…} makes the next answers wrong, to see them refused:
//   claims, header   replaced in the ID token          userinfo   replaced in the signed userinfo (null: taken away)
//   plain            userinfo as plain JSON            status     what the token endpoint answers
//   alg              "none": the ID token unsigned     foreign    signed with a key nobody publishes, under our kid
//   silent           seconds before the token endpoint answers
import crypto from "node:crypto";
import http from "node:http";
import { Provider } from "oidc-provider";
import * as jose from "jose";

const [port, site] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const makeKey = () => crypto.generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const key = makeKey();
const jwk = { ...key.export({ format: "jwk" }), use: "sig", alg: "ES256", kid: "k1" };
let bend = {};

const people = {
  gaelle: { given_name: "Gaëlle", family_name: "EXEMPLE", email: "gaelle@exemple.fr" },
  hugo: { given_name: "Hugo", family_name: "EXEMPLE", email: "hugo@exemple.fr" },
  sans: { given_name: "Inès" },
};

const client = {
  client_id: "comptoir",
  client_secret: "a-secret-of-the-tests-a-secret-of-the-tests",
  redirect_uris: ["fc", "agents"].map((name) => `${site}/compte/identites/${name}/retour`),
  post_logout_redirect_uris: [`${site}/`],
  backchannel_logout_uri: `${site}/compte/identites/fc/deconnexion`,
  backchannel_logout_session_required: true,
  response_types: ["code"],
  grant_types: ["authorization_code"],
  token_endpoint_auth_method: "client_secret_post",
  id_token_signed_response_alg: "ES256",
  userinfo_signed_response_alg: "ES256",
};

const provider = new Provider(issuer, {
  clients: [client],
  jwks: { keys: [jwk] },
  clientAuthMethods: ["client_secret_post"],
  enabledJWA: { idTokenSigningAlgValues: ["ES256"], userinfoSigningAlgValues: ["ES256"] },
  acrValues: ["eidas1"],
  features: {
    devInteractions: { enabled: true },
    jwtUserinfo: { enabled: true },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
  },
  scopes: ["openid", "given_name", "usual_name", "family_name", "email"],
  claims: {
    openid: ["sub"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
    family_name: ["family_name"],
    email: ["email"],
    acr: null,
    amr: null,
    sid: null,
  },
  pkce: { required: () => true },
  cookies: { keys: ["tests"] },
  async findAccount(_ctx, id) {
    return { accountId: id, claims: async () => ({ sub: id, ...(people[id] ?? {}) }) };
  },
});

/** The same token with other claims, signed again. */
async function bent(token, claims, header = {}) {
  const payload = { ...jose.decodeJwt(token), ...claims };
  for (const name of Object.keys(payload)) if (payload[name] === null) delete payload[name];
  if (bend.alg === "none") return new jose.UnsecuredJWT(payload).encode();
  const signer = bend.foreign ? makeKey() : key;
  return new jose.SignJWT(payload).setProtectedHeader({ ...jose.decodeProtectedHeader(token), ...header }).sign(signer);
}

provider.use(async (ctx, next) => {
  await next();
  if (ctx.oidc?.route === "token") {
    if (bend.silent) await new Promise((done) => setTimeout(done, 1000 * bend.silent));
    if (bend.status) [ctx.status, ctx.body] = [bend.status, "broken"];
    // FranceConnect says eidas1, whatever was asked; the ready-made pages of this provider say nothing
    else if (ctx.body?.id_token) ctx.body.id_token = await bent(ctx.body.id_token, { acr: "eidas1", ...bend.claims }, bend.header);
  }
  if (ctx.oidc?.route === "userinfo" && ctx.status === 200) {
    const told = { ...jose.decodeJwt(String(ctx.body)), ...bend.userinfo };
    if (bend.plain) [ctx.type, ctx.body] = ["json", told];
    else if (bend.userinfo) ctx.body = await bent(String(ctx.body), bend.userinfo);
  }
});

/** A logout token for somebody, as the back-channel sends it, with other claims or header if asked. */
const logoutToken = ({ claims = {}, header = {} }) =>
  new jose.SignJWT({
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
    jti: crypto.randomUUID(),
    iat: Math.floor(Date.now() / 1000),
    iss: issuer,
    aud: client.client_id,
    ...claims,
  }).setProtectedHeader({ alg: "ES256", kid: "k1", typ: "logout+jwt", ...header }).sign(key);

const handle = provider.callback();
http
  .createServer(async (request, answer) => {
    if (!request.url.startsWith("/_")) return handle(request, answer);
    let text = "";
    for await (const piece of request) text += piece;
    const given = JSON.parse(text || "{}");
    if (request.url === "/_bend") bend = given;
    return answer.end(request.url === "/_logout_token" ? await logoutToken(given) : "");
  })
  .listen(Number(port), "127.0.0.1", () => console.log(`ready ${issuer}`));
