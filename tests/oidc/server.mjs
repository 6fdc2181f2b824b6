// An OpenID Connect provider for native tests (server/tests/provider.rs): signs in, without asking, whoever `login_hint` names,
// and says on standard output where it is. Ends when its standard input does, so that none outlives its test.

import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const accounts = {
  ana: { email: 'ana@example.org', email_verified: true, name: 'Ana Núñez' },
  bob: { email: 'bob@example.org', email_verified: false, name: 'Bob' },
  nobody: { name: 'Nobody' },
};

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(issuer, {
  clients: [{
    client_id: process.env.OIDC_CLIENT_ID,
    client_secret: process.env.OIDC_CLIENT_SECRET,
    redirect_uris: [process.env.OIDC_REDIRECT],
    token_endpoint_auth_method: process.env.OIDC_AUTH_METHOD ?? 'client_secret_basic',
  }],
  clientAuthMethods: [process.env.OIDC_AUTH_METHOD ?? 'client_secret_basic'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  // Some providers tell addresses in the ID token, others only when asked.
  conformIdTokenClaims: process.env.OIDC_CLAIMS !== 'in the token',
  features: { devInteractions: { enabled: false } },
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] },
  cookies: { keys: [randomUUID()] },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => accounts[id] && {
    accountId: id,
    claims: () => ({ sub: id, ...accounts[id] }),
  },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/interaction/')) {
    answer(request, response);
    return;
  }
  try {
    const { params } = await provider.interactionDetails(request, response);
    await provider.interactionFinished(request, response, { login: { accountId: params.login_hint ?? 'ana' } });
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

process.stdin.on('end', () => process.exit()).resume();
console.log(issuer);
