//! Signing in with the identity provider of a house: OpenID Connect, authorization code with PKCE.
//!
//! Knows neither accounts nor cookies. Whoever calls keeps what [`Begun`] says with the browser that leaves, compares
//! the `state` that comes back, and decides whose account a [`Person`] is.

mod ask;
mod error;

use std::{collections::HashSet, fmt, future::Future, sync::Arc, time::Duration};

use openidconnect::{
    AccessTokenHash, AuthType, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError,
    ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    SignatureVerificationError, TokenResponse,
    core::{
        CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier,
        CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreResponseType, CoreTokenResponse,
        CoreUserInfoClaims,
    },
};
use tokio::{sync::Mutex, time::Instant};

use crate::secret::Secret;

pub use error::ProviderError;

use ask::{Ask, Reach};

/// How long what a provider says of itself is believed.
const KEPT: Duration = Duration::from_secs(60 * 60);
/// How long one beginning or one finish may take.
const LIMIT: Duration = Duration::from_secs(10);
/// Characters of a subject (OpenID Connect Core 1.0, section 2).
const LONGEST_SUBJECT: usize = 255;
/// Characters of an address (RFC 5321, section 4.5.3.1.3, without the brackets).
const LONGEST_EMAIL: usize = 254;
/// Characters of a person's name that are taken over.
const LONGEST_NAME: usize = 200;
/// What ID tokens may be signed with: whoever can check such a signature cannot make one.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// A client of which is known where the provider's doors are; two of them may be missing.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider as whoever runs Puente names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSettings {
    /// Its address, exactly as it calls itself.
    pub issuer: String,
    /// What it calls this Puente.
    pub client_id: String,
    /// What this Puente proves itself with.
    pub client_secret: Secret,
    /// What the button says.
    pub name: String,
}

/// An identity provider; copies of it are the same. It is asked who it is when somebody first signs in, again after an
/// hour, and again whenever that failed.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    redirect: RedirectUrl,
    name: String,
    ask: Ask,
    limit: Duration,
    known: Mutex<Option<Arc<Known>>>,
}

/// What a provider said of itself, keys included.
struct Known {
    metadata: CoreProviderMetadata,
    at: Instant,
}

/// Where to send a browser, and what to keep until it comes back. All but the address is secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Begun {
    /// Where the browser goes.
    pub url: String,
    /// What has to come back with it, compared before [`Provider::finish`].
    pub state: String,
    /// What the ID token has to repeat.
    pub nonce: String,
    /// What proves that whoever comes back with the code is who left.
    pub verifier: String,
}

/// Whom a provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who it is among all of the issuer's: this never changes, the address may.
    pub subject: String,
    /// Who says so.
    pub issuer: String,
    /// An e-mail address.
    pub email: String,
    /// Whether the provider knows that the address is theirs. If not, it must not open an account that is there.
    pub email_verified: bool,
    /// What they are called.
    pub name: Option<String>,
}

/// What one document says of an address.
struct Address {
    email: String,
    verified: Option<bool>,
}

impl Provider {
    /// A provider that has not been asked anything yet. Browsers come back to `redirect_url`.
    ///
    /// # Errors
    /// When an address cannot be understood, or the issuer is reached neither by https nor on this machine.
    pub fn new(settings: &ProviderSettings, redirect_url: &str) -> Result<Self, ProviderError> {
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| ProviderError::Issuer)?;
        let reach = Reach::of_issuer(issuer.url()).ok_or(ProviderError::Issuer)?;
        let redirect =
            RedirectUrl::new(redirect_url.to_owned()).map_err(|_| ProviderError::Redirect)?;
        Ok(Self(Arc::new(Inner {
            issuer,
            client_id: ClientId::new(settings.client_id.clone()),
            client_secret: ClientSecret::new(settings.client_secret.expose().to_owned()),
            redirect,
            name: settings.name.clone(),
            ask: Ask::new(reach)?,
            limit: LIMIT,
            known: Mutex::new(None),
        })))
    }

    /// The same with another limit to how long one beginning or one finish may take. To be called before either.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        let Inner {
            issuer,
            client_id,
            client_secret,
            redirect,
            name,
            ask,
            ..
        } = &*self.0;
        Self(Arc::new(Inner {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            client_secret: client_secret.clone(),
            redirect: redirect.clone(),
            name: name.clone(),
            ask: ask.clone(),
            limit,
            known: Mutex::new(None),
        }))
    }

    /// What the button says.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Begins a sign-in: where to send the browser, and what to keep until it comes back.
    ///
    /// # Errors
    /// When the provider does not say where its doors are.
    pub async fn begin(&self) -> Result<Begun, ProviderError> {
        self.0.in_time(self.0.begin()).await
    }

    /// Finishes a sign-in with the code that came back and what was kept: who it is, once the ID token's signature, issuer,
    /// audience, nonce and time are right. A code can be used once. The caller has compared `state` before.
    ///
    /// # Errors
    /// When the provider does not take the code, or what it says cannot be trusted or is too little.
    pub async fn finish(
        &self,
        code: &str,
        kept_nonce: &str,
        verifier: &str,
    ) -> Result<Person, ProviderError> {
        let nonce = Nonce::new(kept_nonce.to_owned());
        self.0.in_time(self.0.finish(code, &nonce, verifier)).await
    }
}

impl Inner {
    async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, ProviderError>>,
    ) -> Result<T, ProviderError> {
        let limit = self.limit;
        tokio::time::timeout(limit, work)
            .await
            .unwrap_or(Err(ProviderError::Slow { limit }))
    }

    async fn begin(&self) -> Result<Begun, ProviderError> {
        let client = self.client(&*self.known(None).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Begun {
            url: url.into(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    async fn finish(
        &self,
        code: &str,
        nonce: &Nonce,
        verifier: &str,
    ) -> Result<Person, ProviderError> {
        let known = self.known(None).await?;
        let client = self.client(&known);
        let tokens = self.exchange(&client, code, verifier).await?;
        let token = tokens.id_token().ok_or(ProviderError::NoIdToken)?;
        let claims = match verified(&client, &known, token, &tokens, nonce) {
            // The provider signs with a key that it did not have when it was asked.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let newer = self.known(Some(&known)).await?;
                verified(&self.client(&newer), &newer, token, &tokens, nonce)?
            }
            claims => claims?,
        };
        let told = Told::of_token(claims);
        let told = if told.is_enough() {
            told
        } else {
            match self.user_info(&client, &tokens, claims).await? {
                Some(more) => told.completed_by(&more),
                None => told,
            }
        };
        self.person(claims, told)
    }

    fn person(&self, claims: &CoreIdTokenClaims, told: Told) -> Result<Person, ProviderError> {
        let subject = claims.subject().as_str();
        if subject.is_empty() || subject.chars().count() > LONGEST_SUBJECT {
            return Err(ProviderError::Untrusted {
                reason: format!("its subject does not have 1 to {LONGEST_SUBJECT} characters"),
            });
        }
        let Address { email, verified } = told.address.ok_or(ProviderError::NoEmail)?;
        Ok(Person {
            subject: subject.to_owned(),
            issuer: self.issuer.as_str().to_owned(),
            email,
            email_verified: verified.unwrap_or(false),
            name: told.name,
        })
    }

    /// What the provider said of itself, asked for where that was not within an hour or was `old`.
    async fn known(&self, old: Option<&Arc<Known>>) -> Result<Arc<Known>, ProviderError> {
        // Whoever comes meanwhile waits for the same answer.
        let mut kept = self.known.lock().await;
        if let Some(known) = &*kept
            && known.at.elapsed() < KEPT
            && old.is_none_or(|old| !Arc::ptr_eq(old, known))
        {
            return Ok(known.clone());
        }
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.ask).await?;
        if metadata.token_endpoint().is_none() {
            return Err(ProviderError::Discovery {
                reason: "it names no token endpoint".to_owned(),
            });
        }
        if !self.ask.may_reach(metadata.authorization_endpoint().url()) {
            return Err(ProviderError::Insecure);
        }
        let known = Arc::new(Known {
            metadata,
            at: Instant::now(),
        });
        *kept = Some(known.clone());
        Ok(known)
    }

    fn client(&self, Known { metadata, .. }: &Known) -> Client {
        let client = CoreClient::from_provider_metadata(
            metadata.clone(),
            self.client_id.clone(),
            Some(self.client_secret.clone()),
        )
        .set_redirect_uri(self.redirect.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        let only_in_the_body = methods.is_some_and(|methods| {
            methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
        });
        client.set_auth_type(if only_in_the_body {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        })
    }

    async fn exchange(
        &self,
        client: &Client,
        code: &str,
        verifier: &str,
    ) -> Result<CoreTokenResponse, ProviderError> {
        let request = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| ProviderError::Discovery {
                reason: "it names no token endpoint".to_owned(),
            })?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()));
        Ok(request.request_async(&self.ask).await?)
    }

    /// What the provider says beside the ID token, about the same person; nothing where it has no door for that.
    async fn user_info(
        &self,
        client: &Client,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Option<CoreUserInfoClaims>, ProviderError> {
        let subject = claims.subject().clone();
        match client.user_info(tokens.access_token().clone(), Some(subject)) {
            Ok(request) => Ok(Some(request.request_async(&self.ask).await?)),
            Err(_) => Ok(None),
        }
    }
}

/// The claims of an ID token that is what it should be.
fn verified<'t>(
    client: &Client,
    known: &Known,
    token: &'t CoreIdToken,
    tokens: &CoreTokenResponse,
    nonce: &Nonce,
) -> Result<&'t CoreIdTokenClaims, ClaimsVerificationError> {
    let offered = known.metadata.id_token_signing_alg_values_supported();
    let allowed: HashSet<_> = ALGORITHMS
        .into_iter()
        .filter(|algorithm| offered.contains(algorithm))
        .collect();
    let verifier: CoreIdTokenVerifier<'_> = client.id_token_verifier().set_allowed_algs(allowed);
    let claims = token.claims(&verifier, nonce)?;
    if let Some(expected) = claims.access_token_hash() {
        let key = token
            .signing_key(&verifier)
            .map_err(ClaimsVerificationError::SignatureVerification)?;
        let algorithm = token
            .signing_alg()
            .map_err(ClaimsVerificationError::SignatureVerification)?;
        let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
            .map_err(|error| ClaimsVerificationError::Other(error.to_string()))?;
        if actual != *expected {
            return Err(ClaimsVerificationError::Other(
                "the access token is not the one that was signed for".to_owned(),
            ));
        }
    }
    Ok(claims)
}

/// What was told of somebody so far.
struct Told {
    address: Option<Address>,
    name: Option<String>,
}

impl Told {
    fn of_token(claims: &CoreIdTokenClaims) -> Self {
        let email = claims.email().map(|email| email.as_str());
        let name = claims.name().and_then(|name| name.get(None));
        Self::new(
            email,
            claims.email_verified(),
            name.map(|name| name.as_str()),
        )
    }

    fn new(email: Option<&str>, verified: Option<bool>, name: Option<&str>) -> Self {
        let address = email
            .and_then(usable)
            .map(|email| Address { email, verified });
        Self {
            address,
            name: name.and_then(one_line),
        }
    }

    /// Whether nothing has to be asked for: an address, with whether it is verified.
    fn is_enough(&self) -> bool {
        matches!(&self.address, Some(address) if address.verified.is_some())
    }

    /// What one document says of an address is never taken for what another says of a different one.
    fn completed_by(self, more: &CoreUserInfoClaims) -> Self {
        let email = more.email().map(|email| email.as_str());
        let name = more.name().and_then(|name| name.get(None));
        let more = Self::new(email, more.email_verified(), name.map(|name| name.as_str()));
        Self {
            address: more.address.or(self.address),
            name: self.name.or(more.name),
        }
    }
}

/// An address that can be one; whether letters arrive there is not known.
fn usable(email: &str) -> Option<String> {
    let email = email.trim();
    let plain = |c: char| !c.is_control() && !c.is_whitespace();
    let fits = email.contains('@') && email.chars().count() <= LONGEST_EMAIL;
    (fits && email.chars().all(plain)).then(|| email.to_owned())
}

/// A name as one line, cut.
fn one_line(name: &str) -> Option<String> {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(LONGEST_NAME).collect();
    (!cut.is_empty()).then_some(cut)
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({})", self.0.issuer.as_str())
    }
}

impl fmt::Debug for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Begun(…)")
    }
}

#[cfg(test)]
mod tests;
